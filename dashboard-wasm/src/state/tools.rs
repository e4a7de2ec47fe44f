//! What the reader has chosen of the tools: how the chart draws, what is compared, which panels are open.

use crate::state::pairs::{Pairs, join, split};
use crate::state::pick::{Pick, Which};
use quarterdeck_views::chart::{MAX_LINES, Relative};

/// The keys of the address that are the tools'.
pub const KEYS: [&str; 7] = ["rel", "scale", "a", "b", "same", "open", "load"];

/// A panel that is folded until it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    /// Two snapshots or periods side by side.
    Compare,
    /// Percentiles from merged histograms.
    Percentiles,
}

impl Panel {
    /// All of them.
    pub const ALL: [Panel; 2] = [Panel::Compare, Panel::Percentiles];

    /// Its word in the address.
    pub fn word(self) -> &'static str {
        match self {
            Panel::Compare => "compare",
            Panel::Percentiles => "percentiles",
        }
    }

    fn index(self) -> usize {
        match self {
            Panel::Compare => 0,
            Panel::Percentiles => 1,
        }
    }
}

/// Everything chosen of the tools.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tools {
    /// What values are drawn as.
    pub relative: Relative,
    /// Logarithmic values.
    pub log: bool,
    /// What is compared with.
    pub a: Pick,
    /// What is compared.
    pub b: Pick,
    /// Whether the comparison also lists what did not change.
    pub same: bool,
    /// Names of the loads whose curves are drawn; none for the first ones.
    pub loads: Vec<String>,
    open: [bool; 2],
}

/// What a reader does with the tools.
#[derive(Debug, Clone, PartialEq)]
pub enum Tool {
    /// Values as they are, or relative.
    Relative(Relative),
    /// Logarithmic values or not.
    Log(bool),
    /// A side of the comparison.
    Pick(Which, Pick),
    /// The sides change places.
    Swap,
    /// Also what did not change, or only changes.
    Same(bool),
    /// A panel is opened or folded.
    Open(Panel, bool),
    /// The loads whose curves are drawn.
    Loads(Vec<String>),
}

impl Tools {
    /// Whether a panel is open. A link that names a side means the comparison to be seen.
    pub fn is_open(&self, panel: Panel) -> bool {
        let [compare, percentiles] = self.open;
        match panel {
            Panel::Compare => compare,
            Panel::Percentiles => percentiles,
        }
    }

    /// After the reader did something.
    #[must_use]
    pub fn after(mut self, tool: Tool) -> Self {
        match tool {
            Tool::Relative(relative) => self.relative = relative,
            Tool::Log(log) => self.log = log,
            // Whoever picks a side wants to see the comparison.
            Tool::Pick(which, pick) => {
                self.set(Panel::Compare, true);
                match which {
                    Which::A => self.a = pick,
                    Which::B => self.b = pick,
                }
            }
            Tool::Swap => std::mem::swap(&mut self.a, &mut self.b),
            Tool::Same(same) => self.same = same,
            Tool::Open(panel, open) => self.set(panel, open),
            Tool::Loads(mut names) => {
                names.truncate(MAX_LINES);
                self.loads = names;
            }
        }
        self
    }

    fn set(&mut self, panel: Panel, open: bool) {
        if let Some(slot) = self.open.get_mut(panel.index()) {
            *slot = open;
        }
    }

    /// Reads the tools' part of an address; what cannot be meant is as at first.
    pub fn read(pairs: &Pairs) -> Self {
        let text = |key: &str| pairs.get(key).unwrap_or_default().chars().take(2_000).collect::<String>();
        let mut tools = Self {
            relative: match text("rel").as_str() {
                "1" => Relative::First,
                "median" => Relative::Median,
                _ => Relative::Own,
            },
            log: text("scale") == "log",
            a: Pick::parse(&text("a")),
            b: Pick::parse(&text("b")),
            same: text("same") == "1",
            loads: split(&text("load")).into_iter().take(MAX_LINES).collect(),
            open: [false; 2],
        };
        let words = split(&text("open"));
        for panel in Panel::ALL {
            let sides = panel == Panel::Compare && (tools.a != Pick::None || tools.b != Pick::None);
            tools.set(panel, sides || words.iter().any(|word| word == panel.word()));
        }
        tools
    }

    /// The keys and values of the address, in order; those as at first are empty.
    pub fn written(&self) -> [(&'static str, String); 7] {
        let flag = |on: bool, word: &str| if on { word.to_owned() } else { String::new() };
        let sides = self.a != Pick::None || self.b != Pick::None;
        // An open comparison follows from its sides.
        let words = Panel::ALL.into_iter().filter(|p| self.is_open(*p) && !(sides && *p == Panel::Compare));
        let relative = match self.relative {
            Relative::Own => "",
            Relative::First => "1",
            Relative::Median => "median",
        };
        [
            ("rel", relative.to_owned()),
            ("scale", flag(self.log, "log")),
            ("a", self.a.to_text()),
            ("b", self.b.to_text()),
            ("same", flag(self.same, "1")),
            ("open", join(words.map(Panel::word))),
            ("load", join(self.loads.iter().map(String::as_str))),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(hash: &str) -> Tools {
        Tools::read(&Pairs::parse(hash))
    }

    #[test]
    fn what_is_written_is_read_again() {
        let id = "20261123T071200000Z-9f31c2a-0123456789ab";
        let mut tools = Tools::default();
        for tool in [
            Tool::Relative(Relative::Median),
            Tool::Log(true),
            Tool::Pick(Which::A, Pick::parse("2026-11-01..2026-11-07")),
            Tool::Pick(Which::B, Pick::parse(id)),
            Tool::Same(true),
            Tool::Open(Panel::Compare, true),
            Tool::Open(Panel::Percentiles, true),
            Tool::Loads(vec!["GET /@load@".to_owned()]),
        ] {
            let before = tools.clone();
            tools = tools.after(tool.clone());
            assert!(tools != before || tool == Tool::Open(Panel::Compare, true), "{tool:?}");
            let mut pairs = Pairs::default();
            tools.written().iter().filter(|(_, v)| !v.is_empty()).for_each(|(k, v)| pairs.push(k, v));
            let mut read = back(&pairs.to_hash());
            read.set(Panel::Compare, tools.is_open(Panel::Compare));
            assert_eq!(read, tools);
        }
    }

    #[test]
    fn a_link_with_a_side_shows_the_comparison() {
        assert!(back("#a=2026-11-01..").is_open(Panel::Compare));
        assert!(!back("#a=nonsense%20").is_open(Panel::Compare));
        assert!(back("#open=percentiles,else").is_open(Panel::Percentiles));
    }
}
