//! The records of a tracefile, each as `man geninfo` says and as tools really write it.

use super::{Reader, rust};

impl Reader<'_> {
    pub(super) fn record(&mut self, number: u64, line: &str) {
        self.last = number;
        if line == "end_of_record" {
            return self.end(number);
        }
        let Some((tag, rest)) = line.split_once(':') else {
            if !line.is_empty() && !line.starts_with('#') {
                self.notes.warn(number, format!("`{line}` is no record of a tracefile; it was passed over"));
            }
            return;
        };
        match tag {
            "DA" => self.line(number, rest),
            "BRDA" => self.branch(number, rest),
            "SF" => self.begin(number, rest),
            "FN" => self.function(number, rest),
            "FNDA" => self.calls(number, rest),
            "FNL" => self.leader(number, rest),
            "FNA" => self.alias(number, rest),
            "LH" => self.declared.0 = rest.trim().parse().ok(),
            "LF" => self.declared.1 = rest.trim().parse().ok(),
            "TN" | "VER" | "BRF" | "BRH" | "FNF" | "FNH" | "MCDC" | "MCF" | "MCH" => {}
            _ if line.starts_with('#') => {}
            _ => self.notes.warn(number, format!("record `{tag}` is not known; it was passed over")),
        }
    }

    /// `DA:line,count[,checksum]`. lcov takes a negative count, an overflow of gcov, for 0; so do we.
    fn line(&mut self, number: u64, rest: &str) {
        let mut fields = rest.split(',');
        let line = fields.next().and_then(|f| f.trim().parse::<u64>().ok());
        match (line, fields.next().and_then(count)) {
            (Some(line), Some(count)) => {
                if count < 0.0 {
                    self.notes.doubt(number, "a negative hit count counts as not hit");
                }
                if !self.current.line(line, count > 0.0) {
                    let message = format!("line number {line} is no line of code; it was left out");
                    self.notes.warn(number, message);
                }
            }
            _ => self.left_out(number, "a DA record needs a line and a count"),
        }
    }

    /// `BRDA:line,[e]block,branch,taken`; the branch may be any text, commas included, so the ends are cut first.
    fn branch(&mut self, number: u64, rest: &str) {
        self.lines.has.branches = true;
        let added = parts_of_branch(rest).is_some_and(|(line, name, taken)| {
            let exception =
                name.strip_prefix('e').filter(|block| block.starts_with(|c: char| c.is_ascii_digit()));
            self.current.branch(line, exception.unwrap_or(name), taken)
        });
        if !added {
            self.left_out(number, "a BRDA record needs line, block, branch, taken");
        }
    }

    /// `FN:start[,end],name`; names may hold commas (C++ templates).
    fn function(&mut self, number: u64, rest: &str) {
        self.lines.has.functions = true;
        let Some((start, after)) = rest.split_once(',') else {
            return self.left_out(number, "an FN record needs a line and a name");
        };
        let name = match after.split_once(',') {
            Some((end, name)) if is_number(end) => name,
            _ => after,
        };
        match start.trim().parse::<u64>() {
            Ok(start) if rust::is_mangled(name) => {
                self.instances.insert(name.to_owned(), start);
                self.current.function(&format!("@{start}"), false);
            }
            Ok(_) => self.current.function(name, false),
            Err(_) => self.left_out(number, "an FN record needs a line and a name"),
        }
    }

    /// `FNDA:count,name`.
    fn calls(&mut self, number: u64, rest: &str) {
        self.lines.has.functions = true;
        match rest.split_once(',').map(|(calls, name)| (count(calls), name)) {
            Some((Some(calls), name)) => match self.instances.get(name) {
                Some(start) => self.current.function(&format!("@{start}"), calls > 0.0),
                None => self.current.function(name, calls > 0.0),
            },
            _ => self.left_out(number, "an FNDA record needs a count and a name"),
        }
    }

    /// `FNL:number,start[,end]`: numbers hold within the section, start lines within the file.
    fn leader(&mut self, number: u64, rest: &str) {
        self.lines.has.functions = true;
        let mut fields = rest.split(',').map(|field| field.trim().parse::<u64>());
        match (fields.next(), fields.next()) {
            (Some(Ok(id)), Some(Ok(start))) => {
                self.starts.insert(id, start);
                self.current.function(&format!("@{start}"), false);
            }
            _ => self.left_out(number, "an FNL record needs a number and a line"),
        }
    }

    /// `FNA:number,count,name`: the names (template instances) of one function are one function.
    fn alias(&mut self, number: u64, rest: &str) {
        let mut fields = rest.splitn(3, ',').map(str::trim);
        let id = fields.next().and_then(|id| id.parse().ok()).and_then(|id: u64| self.starts.get(&id));
        match (id, fields.next().and_then(count), fields.next()) {
            (Some(start), Some(calls), Some(_)) => self.current.function(&format!("@{start}"), calls > 0.0),
            _ => self.left_out(number, "an FNA record needs the number of an FNL, a count and a name"),
        }
    }

    fn left_out(&mut self, number: u64, needs: &str) {
        self.notes.warn(number, format!("{needs}; it was left out"));
    }
}

/// Line, name and whether it was taken; `-` says that the block was never reached.
fn parts_of_branch(rest: &str) -> Option<(u64, &str, bool)> {
    let (line, rest) = rest.split_once(',')?;
    let (name, taken) = rest.rsplit_once(',')?;
    let taken = match taken.trim() {
        "-" => false,
        taken => count(taken)? > 0.0,
    };
    // Block and branch.
    name.contains(',').then_some((line.trim().parse().ok()?, name, taken))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A count; gcov's marks for a line that was not reached are 0.
fn count(text: &str) -> Option<f64> {
    let text = text.trim();
    if is_number(text) {
        return Some(f64::from(u8::from(text.bytes().any(|byte| byte != b'0'))));
    }
    match text {
        "=====" | "#####" => Some(0.0),
        _ => text.parse().ok().filter(|count: &f64| count.is_finite()),
    }
}
