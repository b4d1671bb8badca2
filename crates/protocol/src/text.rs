//! Pieces of text. The standard library's ways are made to be fast on long texts, and would be 1 kB of the wasm.

/// The pieces one after the other, as `concat` has them.
pub fn joined(pieces: &[&str]) -> String {
    let mut text = String::new();
    for piece in pieces {
        text.push_str(piece);
    }
    text
}

/// What stands before and behind the first such ASCII character, as `split_once` has it.
pub fn cut(text: &str, at: u8) -> Option<(&str, &str)> {
    let position = text.bytes().position(|byte| byte == at)?;
    Some((text.get(..position)?, text.get(position + 1..)?))
}

/// The same of the last one.
pub fn cut_last(text: &str, at: u8) -> Option<(&str, &str)> {
    let position = text.bytes().rposition(|byte| byte == at)?;
    Some((text.get(..position)?, text.get(position + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::{cut, cut_last, joined};

    #[test]
    fn pieces_are_what_the_standard_library_makes_of_them() {
        for text in ["", "a", ":", "a:b", "ä:ö:ü", ":a:", "a::b"] {
            assert_eq!(cut(text, b':'), text.split_once(':'));
            assert_eq!(cut_last(text, b':'), text.rsplit_once(':'));
        }
        assert_eq!(joined(&["a", "", "ö"]), "aö");
    }
}
