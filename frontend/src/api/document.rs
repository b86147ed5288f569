//! One operation out of a file of several: what is sent is the operation asked for and the fragments it uses.
//!
//! The derive keeps the text of the whole file with every operation; sending that would cost the server the
//! parsing of operations that nobody asked for, and count against its limits.

/// The text to send for one operation of a document.
pub(super) fn operation(document: &str, name: &str) -> String {
    let parts = definitions(document);
    let mut wanted = vec![name];
    let mut out = String::new();
    let mut index = 0;
    while let Some(name) = wanted.get(index).copied() {
        index += 1;
        let Some(part) = parts.iter().find(|(known, _)| *known == name) else {
            continue;
        };
        push_squeezed(&mut out, part.1);
        for used in part.1.split("...").skip(1).filter_map(first_word) {
            if !wanted.contains(&used) {
                wanted.push(used);
            }
        }
    }
    out
}

/// Name and text of each operation and fragment; braces in a definition balance, and none stands in a string.
fn definitions(document: &str) -> Vec<(&str, &str)> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0_usize, 0_usize);
    for (at, letter) in document.char_indices() {
        match letter {
            '{' | '(' => depth += 1,
            '}' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if letter == '}' && depth == 0 {
            let text = document[start..=at].trim_start();
            start = at + 1;
            let name = text
                .split_once(char::is_whitespace)
                .and_then(|(_, rest)| first_word(rest));
            if let Some(name) = name {
                parts.push((name, text));
            }
        }
    }
    parts
}

fn first_word(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let end = text
        .find(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .unwrap_or(text.len());
    (end > 0).then(|| &text[..end])
}

/// Runs of white space become one space.
fn push_squeezed(out: &mut String, text: &str) {
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::operation;

    const FILE: &str = "query A($f: F = { x: 1 }) {\n  a(f: $f) { ...One }\n}\n\nfragment One on T {\n  id ...Two\n}\n\
                        fragment Two on T { name }\nfragment Three on T { other }\n\nmutation B {\n  b(input: {}) { done }\n}\n";

    #[test]
    fn an_operation_brings_its_fragments_and_nothing_else() {
        assert_eq!(
            operation(FILE, "A"),
            "query A($f: F = { x: 1 }) { a(f: $f) { ...One } } fragment One on T { id ...Two } fragment Two on T { name }"
        );
        assert_eq!(operation(FILE, "B"), "mutation B { b(input: {}) { done } }");
    }
}
