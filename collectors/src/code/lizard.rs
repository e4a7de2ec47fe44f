//! lizard's complexity of functions, as CSV and as the XML of cppncss, after <https://github.com/terryyin/lizard>.
//!
//! A record of the CSV is `NLOC,CCN,token,PARAM,length,location,file,function,long_name,start,end`, with a header only
//! when asked for. An item of the XML has the name `function(...) at path:line` and the values number, NCSS, CCN; its
//! declared number of functions is compared with those counted. CCN is the cyclomatic complexity of McCabe (IEEE
//! Transactions on Software Engineering SE-2/4, 1976); more than 15 is too much, as lizard itself warns.

use crate::collected::Parsed;
use crate::csv;
use crate::error::CollectError;
use crate::notes::Notes;
use crate::paths;
use crate::stream::Stream;
use crate::xml::{Node, Xml};
use quarterdeck_model::payload::{Code, Complexity, Function};
use quarterdeck_model::{Section, SectionState};

/// lizard's own threshold of a warning.
const LIMIT: u64 = 15;
/// Most functions over the limit that are kept; all are counted.
const KEPT: usize = 10_000;

/// Whether the beginning of a file looks like it.
pub(crate) fn sniff(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    text.contains("<cppncss>") || first.starts_with("NLOC,CCN,") || is_record(first)
}

/// `9,1,55,1,9,"name@22-30@path",…`
fn is_record(line: &str) -> bool {
    let mut parts = line.splitn(6, ',');
    let numbers = parts.by_ref().take(5).filter(|part| part.parse::<u64>().is_ok()).count();
    numbers == 5 && parts.next().is_some_and(|rest| rest.starts_with('"') && rest.matches('@').count() >= 2)
}

/// Reads one report.
///
/// # Errors
/// When it is XML that is not well-formed, or CSV without a record of this shape.
pub(crate) fn parse(stream: Stream, roots: &[String]) -> Result<Parsed<Code>, CollectError> {
    let mut functions =
        Functions { notes: Notes::new(&stream.name, None), roots, seen: 0, over: Vec::new(), dropped: 0 };
    if stream.head().trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        functions.xml(stream)?;
    } else {
        functions.csv(stream)?;
    }
    Ok(functions.finish())
}

struct Functions<'a> {
    notes: Notes,
    roots: &'a [String],
    seen: u64,
    over: Vec<Function>,
    dropped: u64,
}

impl Functions<'_> {
    fn csv(&mut self, stream: Stream) -> Result<(), CollectError> {
        let name = stream.name.clone();
        let mut text = stream.decoded();
        let unread = |error: std::io::Error| CollectError::new(&name, format!("cannot be read: {error}"));
        let mut number = 0;
        while let Some(record) = csv::next(&mut text).map_err(unread)? {
            number += 1;
            let fields: Vec<&str> = record.fields.iter().map(String::as_str).collect();
            if number == 1 && fields.starts_with(&["NLOC", "CCN"]) {
                continue;
            }
            match (record.whole, function(&fields)) {
                (true, Some(function)) => self.add(function),
                (true, None) => self.notes.warn(number, "is no record of lizard's 11 fields".to_owned()),
                (false, _) => self.notes.warn(number, "was cut off".to_owned()),
            }
        }
        text.warning(&name).into_iter().for_each(|warning| self.notes.push(warning));
        Ok(())
    }

    fn xml(&mut self, stream: Stream) -> Result<(), CollectError> {
        let name = stream.name.clone();
        let mut xml = Xml::over(&name, stream.decoded());
        let (mut of_functions, mut item, mut values) = (false, String::new(), Vec::new());
        let mut declared: Option<u64> = None;
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(element) => match element.name {
                    "measure" => of_functions = element.attribute("type").as_deref() == Some("Function"),
                    "item" => (item, values) = (element.attribute("name").unwrap_or_default(), Vec::new()),
                    "sum" if element.attribute("label").as_deref() == Some("Functions") => {
                        declared = element.attribute("value").and_then(|value| value.parse().ok());
                    }
                    _ => {}
                },
                Node::Text(text) if of_functions => values.extend(text.trim().parse::<u64>().ok()),
                Node::Close("item") if of_functions => match listed(&item, &values) {
                    Some(function) => self.add(function),
                    None => self.notes.warn_all(format!("`{item}` is no function with its values")),
                },
                _ => {}
            }
        }
        if let Some(declared) = declared.filter(|declared| *declared != self.seen) {
            let seen = self.seen;
            self.notes.note(format!("it declares {declared} functions, and lists {seen}: these count"));
        }
        xml.into_inner().warning(&name).into_iter().for_each(|warning| self.notes.push(warning));
        Ok(())
    }

    fn add(&mut self, mut function: Function) {
        self.seen += 1;
        if function.complexity <= LIMIT {
            return;
        }
        if self.over.len() == KEPT {
            self.dropped += 1;
            return;
        }
        function.path = paths::normalised(&function.path, self.roots);
        self.over.push(function);
    }

    fn finish(mut self) -> Parsed<Code> {
        if self.dropped > 0 {
            self.notes.warn_all(format!("{} complex functions more than {KEPT} were left out", self.dropped));
        }
        self.over.sort_by(|a, b| {
            b.complexity.cmp(&a.complexity).then_with(|| (&a.path, a.line).cmp(&(&b.path, b.line)))
        });
        let section = match (self.seen, self.notes.lost()) {
            (0, None) => Section::because(SectionState::Empty, "no function was looked at"),
            (0, Some(why)) => Section::because(SectionState::Failed, why),
            (_, Some(why)) => Section::because(SectionState::Partial, why),
            (_, None) => Section::ok(),
        };
        let complexity = Complexity { functions: self.seen, limit: LIMIT, over: self.over };
        Parsed {
            payload: Code { complexity: Some(complexity), ..Code::default() },
            section,
            tool: "lizard".to_owned(),
            tool_version: None,
            taken_at: None,
            diagnostics: self.notes.finish(),
        }
    }
}

/// A function of a record of the CSV.
fn function(fields: &[&str]) -> Option<Function> {
    let &[lines, complexity, _, _, _, _, path, name, _, start, _] = fields else { return None };
    let number = |text: &str| text.parse::<u64>().ok();
    Some(Function {
        path: path.to_owned(),
        name: name.to_owned(),
        line: number(start)?,
        complexity: number(complexity)?,
        lines: number(lines)?,
    })
}

/// A function of an item of the XML: `name(...) at path:line`.
fn listed(item: &str, values: &[u64]) -> Option<Function> {
    let &[_, lines, complexity] = values else { return None };
    let (name, place) = item.rsplit_once(" at ")?;
    let (path, line) = place.rsplit_once(':')?;
    let name = name.trim_end_matches("(...)").to_owned();
    Some(Function { path: path.to_owned(), name, line: line.parse().ok()?, complexity, lines })
}
