//! Text of a document: references resolved without a table of entities, and nothing longer than a report needs.

use quick_xml::escape::resolve_xml_entity;

/// Most bytes kept of one attribute or text.
const LONGEST: usize = 1 << 20;

/// The five entities and character references resolved; anything else is kept literally.
pub(super) fn unescaped(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        match reference(after).and_then(|(name, tail)| Some((resolved(name)?, tail))) {
            Some((character, tail)) => {
                text.push(character);
                rest = tail;
            }
            None => {
                text.push('&');
                rest = after;
            }
        }
    }
    text + rest
}

/// The name of a reference and what follows it. Names are short: a text of `&`s alone must not be searched to its end
/// for each.
fn reference(after: &str) -> Option<(&str, &str)> {
    let end = after.bytes().take(12).position(|byte| byte == b';')?;
    Some((after.get(..end)?, after.get(end + 1..)?))
}

fn resolved(name: &str) -> Option<char> {
    match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            code.ok().and_then(char::from_u32).filter(|c| *c != '\0')
        }
        None => resolve_xml_entity(name)?.chars().next(),
    }
}

/// The beginning of a text that is too long.
pub(super) fn cut(text: &str) -> &str {
    let end = text.floor_char_boundary(LONGEST);
    text.get(..end).unwrap_or(text)
}

/// The name of an element without its namespace prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, cut, local, unescaped};

    #[test]
    fn only_the_five_entities_and_numbers_are_resolved() {
        for (raw, expected) in [
            ("&lt;&gt;&amp;&quot;&apos;", "<>&\"'"),
            ("&#65;&#x42;", "AB"),
            ("&foo; &#0; &#xffffffff; & &", "&foo; &#0; &#xffffffff; & &"),
            ("a &much-too-long-for-a-name; b", "a &much-too-long-for-a-name; b"),
        ] {
            assert_eq!(unescaped(raw), expected);
        }
    }

    #[test]
    fn long_text_is_cut_between_characters() {
        let text = "ä".repeat(LONGEST);
        assert_eq!(cut(&text).len(), LONGEST);
        assert!(cut(&format!("a{text}")).ends_with('ä'));
    }

    #[test]
    fn prefixes_do_not_matter() {
        assert_eq!((local("j:testcase"), local("testcase")), ("testcase", "testcase"));
    }
}
