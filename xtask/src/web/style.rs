//! One style sheet out of many.
//!
//! Order: `styles/tokens.css`, `styles/base.css`, the other files of `styles/`, every component's file under
//! `src/` in path order, and `styles/print.css` last, so that paper wins over the screen.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::repository;

/// Reads, joins and minifies the application's CSS.
pub fn build() -> Result<String> {
    let mut css = String::new();
    for file in files()? {
        css.push_str(&repository::read(&file)?);
        css.push('\n');
    }
    Ok(minify(&css))
}

fn files() -> Result<Vec<PathBuf>> {
    let frontend = repository::root().join("frontend");
    let is_css = |path: &Path| path.extension().is_some_and(|extension| extension == "css");
    let mut files = repository::files_below(&frontend.join("styles"), &is_css)?;
    files.extend(repository::files_below(&frontend.join("src"), &is_css)?);
    // A stable sort: within a rank the path order stays.
    files.sort_by_key(|file| rank(file.strip_prefix(&frontend).unwrap_or(file)));
    Ok(files)
}

fn rank(file: &Path) -> u8 {
    match file.to_str() {
        Some("styles/tokens.css") => 0,
        Some("styles/base.css") => 1,
        Some("styles/print.css") => 4,
        _ if file.starts_with("styles") => 2,
        _ => 3,
    }
}

/// Drops comments and needless white space; strings stay as they are. White space around `+`, `-` and `(` stays,
/// because there it has a meaning (`calc`, descendant selectors).
fn minify(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(next) = rest.chars().next() {
        if rest.starts_with("/*") {
            rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
            // Between two words a comment is what keeps them apart.
            if out.ends_with(is_word) && rest.starts_with(is_word) {
                out.push_str("/**/");
            }
        } else if next == '"' || next == '\'' {
            let end = string_end(rest, next);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if next.is_whitespace() {
            if !out.ends_with(|last: char| last.is_whitespace() || "{};,>".contains(last)) && !out.is_empty()
            {
                out.push(' ');
            }
            rest = rest.trim_start();
        } else {
            tighten(&mut out, next);
            out.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    out.trim_end().to_owned()
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || "-_%.#".contains(character)
}

/// Takes back what `next` makes needless: a space, and the semicolon before a closing brace.
fn tighten(out: &mut String, next: char) {
    if "{};,>".contains(next) && out.ends_with(' ') {
        out.pop();
    }
    if next == '}' && out.ends_with(';') {
        out.pop();
    }
}

/// Length of the string that `text` begins with, quotes included.
fn string_end(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return at + character.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{minify, rank};

    #[test]
    fn comments_and_white_space_go() {
        let css = "/* a */\n.a ,\n.b > i {\n  color : red;\n  margin: 0 1px;\n}\n\n.c { top: 0; }\n";
        assert_eq!(minify(css), ".a,.b>i{color : red;margin: 0 1px}.c{top: 0}");
    }

    #[test]
    fn what_has_a_meaning_stays() {
        assert_eq!(
            minify("a { width: calc(1px + 2em) }"),
            "a{width: calc(1px + 2em)}"
        );
        assert_eq!(minify("a :hover { b: c }"), "a :hover{b: c}");
        assert_eq!(minify("@media (a) and (b) { }"), "@media (a) and (b){}");
        assert_eq!(
            minify("a { content: \"/* x ;  } \\\" \"; }"),
            "a{content: \"/* x ;  } \\\" \"}"
        );
        assert_eq!(minify("a{margin:1px/* x */2px}"), "a{margin:1px/**/2px}");
    }

    #[test]
    fn tokens_come_first_and_print_last() {
        let mut files = [
            "src/a.css",
            "styles/print.css",
            "styles/z.css",
            "styles/base.css",
            "styles/tokens.css",
        ];
        files.sort_by_key(|file| rank(Path::new(file)));
        assert_eq!(
            files,
            [
                "styles/tokens.css",
                "styles/base.css",
                "styles/z.css",
                "src/a.css",
                "styles/print.css"
            ]
        );
    }
}
