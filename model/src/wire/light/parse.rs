//! Text to tree (RFC 8259).

use super::{Fault, Json};
use crate::number;

/// How deep lists and objects may lie in each other.
const DEEPEST: usize = 128;

struct Text<'a> {
    all: &'a str,
    at: usize,
}

/// Reads one value and nothing after it.
pub(super) fn parse(all: &str) -> Result<Json, Fault> {
    let mut text = Text { all, at: 0 };
    let value = text.value(0)?;
    match text.next() {
        None => Ok(value),
        Some(_) => Err(text.wrong("more than one value")),
    }
}

impl Text<'_> {
    fn wrong(&self, what: &str) -> Fault {
        Fault { place: format!("byte {}", self.at), what: what.to_owned() }
    }

    fn byte(&self) -> Option<u8> {
        self.all.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no white space; it stays where it is.
    fn next(&mut self) -> Option<u8> {
        while matches!(self.byte(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        self.byte()
    }

    /// Takes `wanted` if it comes next.
    fn take(&mut self, wanted: u8) -> bool {
        let there = self.next() == Some(wanted);
        self.at += usize::from(there);
        there
    }

    fn value(&mut self, depth: usize) -> Result<Json, Fault> {
        match self.next() {
            _ if depth > DEEPEST => Err(self.wrong("too deep")),
            Some(b'{') => self.map(depth),
            Some(b'[') => self.list(depth),
            Some(b'"') => self.string().map(Json::Text),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => {
                let words = [("null", Json::Null), ("true", Json::Bool(true)), ("false", Json::Bool(false))];
                let rest = self.all.get(self.at..).unwrap_or_default();
                let found = words.into_iter().find(|(word, _)| rest.starts_with(word));
                let (word, value) = found.ok_or_else(|| self.wrong("a value was expected"))?;
                self.at += word.len();
                Ok(value)
            }
        }
    }

    fn list(&mut self, depth: usize) -> Result<Json, Fault> {
        self.at += 1;
        let (mut numbers, mut others) = (Vec::new(), Vec::new());
        if self.take(b']') {
            return Ok(Json::List(others));
        }
        loop {
            match self.value(depth + 1)? {
                Json::Number(number) if others.is_empty() => numbers.push(number),
                other => {
                    others.extend(std::mem::take(&mut numbers).into_iter().map(Json::Number));
                    others.push(other);
                }
            }
            if self.take(b']') {
                return Ok(if others.is_empty() { Json::Numbers(numbers) } else { Json::List(others) });
            }
            self.comma()?;
        }
    }

    fn map(&mut self, depth: usize) -> Result<Json, Fault> {
        self.at += 1;
        let mut rows = Vec::new();
        if self.take(b'}') {
            return Ok(Json::Map(rows));
        }
        loop {
            if self.next() != Some(b'"') {
                return Err(self.wrong("a key was expected"));
            }
            let key = self.string()?;
            if !self.take(b':') {
                return Err(self.wrong("`:` was expected"));
            }
            rows.push((key, self.value(depth + 1)?));
            if self.take(b'}') {
                return Ok(Json::Map(rows));
            }
            self.comma()?;
        }
    }

    fn comma(&mut self) -> Result<(), Fault> {
        if self.take(b',') { Ok(()) } else { Err(self.wrong("`,` or the end was expected")) }
    }

    fn digits(&mut self) -> usize {
        let from = self.at;
        while matches!(self.byte(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        self.at - from
    }

    fn number(&mut self) -> Result<Json, Fault> {
        let from = self.at;
        self.at += usize::from(self.byte() == Some(b'-'));
        let zero = self.byte() == Some(b'0');
        let whole = self.digits();
        let mut fine = whole > 0 && !(zero && whole > 1);
        if self.byte() == Some(b'.') {
            self.at += 1;
            fine &= self.digits() > 0;
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            fine &= self.digits() > 0;
        }
        let text = self.all.get(from..self.at).unwrap_or_default();
        let number = number::parse(text).filter(|number| fine && number.is_finite());
        let number = number.ok_or_else(|| self.wrong("this is no number"))?;
        // Beyond 2^53 a float leaves numbers out.
        let whole = number.abs() >= 9_007_199_254_740_992.0;
        let unsigned = || text.parse().ok().map(Json::Unsigned);
        let exact = if whole { unsigned().or_else(|| text.parse().ok().map(Json::Signed)) } else { None };
        Ok(exact.unwrap_or(Json::Number(number)))
    }

    fn string(&mut self) -> Result<String, Fault> {
        self.at += 1;
        let mut out = String::new();
        let mut from = self.at;
        loop {
            match self.byte() {
                Some(b'"') => {
                    out.push_str(self.all.get(from..self.at).unwrap_or_default());
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => {
                    out.push_str(self.all.get(from..self.at).unwrap_or_default());
                    out.push(self.escape()?);
                    from = self.at;
                }
                Some(0..=0x1f) => return Err(self.wrong("a control character inside text")),
                Some(_) => self.at += 1,
                None => return Err(self.wrong("text without an end")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Fault> {
        self.at += 2;
        let letter = self.all.as_bytes().get(self.at - 1).copied();
        let plain = match letter {
            Some(letter @ (b'"' | b'\\' | b'/')) => char::from(letter),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.code(),
            _ => return Err(self.wrong("an unknown escape")),
        };
        Ok(plain)
    }

    /// What follows `\u`: one unit, or two that belong together.
    fn code(&mut self) -> Result<char, Fault> {
        let first = self.unit()?;
        let code = match first {
            0xd800..=0xdbff if self.all.get(self.at..self.at + 2) == Some("\\u") => {
                self.at += 2;
                let second = self.unit()?;
                0x10000 + ((first - 0xd800) << 10) + second.wrapping_sub(0xdc00).min(0x10_0000)
            }
            one => one,
        };
        char::from_u32(code).ok_or_else(|| self.wrong("half a character"))
    }

    fn unit(&mut self) -> Result<u32, Fault> {
        let digits =
            self.all.get(self.at..self.at + 4).filter(|text| text.bytes().all(|b| b.is_ascii_hexdigit()));
        let unit = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        self.at += 4;
        unit.ok_or_else(|| self.wrong("four hexadecimal digits were expected"))
    }
}
