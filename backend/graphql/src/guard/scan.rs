//! The first look: one pass over the bytes, before anything is allocated or parsed.
//!
//! The parser recurses on nesting and builds some hundred bytes a token, so both are counted first. The pass
//! reads tokens exactly as the parser does; whatever a GraphQL lexer would refuse is refused here, because a
//! text that the two read differently could hide its nesting from this one.

use super::limits::Limits;
use super::rejection::{Code, Rejection};

/// Longest name, bytes; ours are below 40.
const NAME_MAX: usize = 100;

/// Counts bytes, tokens and nesting.
pub fn scan(source: &str, limits: &Limits) -> Result<(), Rejection> {
    if source.len() > limits.bytes {
        return Err(Rejection::over(
            Code::TooLarge,
            "长度（字节）",
            "bytes",
            limits.bytes,
        ));
    }
    let mut scanner = Scanner {
        bytes: source.as_bytes(),
        at: 0,
    };
    let (mut tokens, mut nesting) = (0_usize, 0_usize);
    while let Some(token) = scanner.next()? {
        tokens += 1;
        if tokens > limits.tokens {
            return Err(Rejection::over(Code::TooLarge, "词元数", "tokens", limits.tokens));
        }
        match token {
            Token::Open => nesting += 1,
            Token::Close => nesting = nesting.saturating_sub(1),
            Token::Other => {}
        }
        if nesting > limits.nesting {
            return Err(Rejection::over(
                Code::TooDeep,
                "括号层数",
                "levels of brackets",
                limits.nesting,
            ));
        }
    }
    Ok(())
}

/// What matters of a token.
enum Token {
    Open,
    Close,
    Other,
}

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scanner<'_> {
    fn rest(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Moves past the bytes that satisfy the condition and says how many there were.
    fn skip_while(&mut self, wanted: impl Fn(u8) -> bool) -> usize {
        let count = self.rest().iter().take_while(|byte| wanted(**byte)).count();
        self.at += count;
        count
    }

    /// The next token; `None` at the end.
    fn next(&mut self) -> Result<Option<Token>, Rejection> {
        self.skip_ignored();
        let Some(first) = self.rest().first().copied() else {
            return Ok(None);
        };
        let token = match first {
            b'{' | b'(' | b'[' => self.punctuation(Token::Open),
            b'}' | b')' | b']' => self.punctuation(Token::Close),
            b'!' | b'$' | b'&' | b':' | b'=' | b'@' | b'|' => self.punctuation(Token::Other),
            b'.' if self.rest().starts_with(b"...") => {
                self.at += 3;
                Token::Other
            }
            b'"' => self.string()?,
            b'_' | b'a'..=b'z' | b'A'..=b'Z' => self.name()?,
            b'-' | b'0'..=b'9' => self.number(),
            _ => return Err(unreadable()),
        };
        Ok(Some(token))
    }

    /// White space, commas, byte order marks and comments.
    fn skip_ignored(&mut self) {
        loop {
            let rest = self.rest();
            if rest.starts_with(b"#") {
                self.skip_while(|byte| !matches!(byte, b'\n' | b'\r'));
            } else if rest.starts_with("\u{feff}".as_bytes()) {
                self.at += '\u{feff}'.len_utf8();
            } else if self.skip_while(|byte| matches!(byte, b' ' | b',' | b'\t' | b'\n' | b'\r')) == 0 {
                return;
            }
        }
    }

    fn punctuation(&mut self, token: Token) -> Token {
        self.at += 1;
        token
    }

    fn name(&mut self) -> Result<Token, Rejection> {
        let length = self.skip_while(|byte| byte == b'_' || byte.is_ascii_alphanumeric());
        if length > NAME_MAX {
            return Err(Rejection::over(
                Code::TooLarge,
                "名称长度（字节）",
                "bytes in a name",
                NAME_MAX,
            ));
        }
        Ok(Token::Other)
    }

    /// A number. `1-1` is two of them, as for the parser.
    fn number(&mut self) -> Token {
        self.at += 1;
        loop {
            self.skip_while(|byte| byte == b'_' || byte.is_ascii_alphanumeric());
            let after_exponent = matches!(self.bytes.get(self.at - 1), Some(b'e' | b'E'));
            match self.rest() {
                [b'.', digit, ..] if digit.is_ascii_digit() => self.at += 1,
                [b'+' | b'-', digit, ..] if after_exponent && digit.is_ascii_digit() => self.at += 1,
                _ => return Token::Other,
            }
        }
    }

    fn string(&mut self) -> Result<Token, Rejection> {
        if self.rest().starts_with(b"\"\"\"") {
            self.at += 3;
            self.block()
        } else {
            self.at += 1;
            self.line()
        }
    }

    fn line(&mut self) -> Result<Token, Rejection> {
        loop {
            self.skip_while(|byte| !matches!(byte, b'"' | b'\\' | b'\n' | b'\r'));
            match self.rest() {
                [b'"', ..] => {
                    self.at += 1;
                    return Ok(Token::Other);
                }
                [
                    b'\\',
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' | b'u',
                    ..,
                ] => self.at += 2,
                _ => return Err(unreadable()),
            }
        }
    }

    fn block(&mut self) -> Result<Token, Rejection> {
        loop {
            self.skip_while(|byte| !matches!(byte, b'"' | b'\\'));
            let rest = self.rest();
            if rest.starts_with(b"\"\"\"") {
                self.at += 3;
                return Ok(Token::Other);
            }
            if rest.is_empty() {
                return Err(unreadable());
            }
            self.at += if rest.starts_with(b"\\\"\"\"") { 4 } else { 1 };
        }
    }
}

fn unreadable() -> Rejection {
    Rejection::new(
        Code::Syntax,
        "查询不是有效的 GraphQL 文档。",
        "The query is not a GraphQL document.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(source: &str, limits: &Limits) -> Option<Code> {
        scan(source, limits).err().map(|rejection| rejection.code)
    }

    #[test]
    fn counts_what_the_parser_counts() {
        let limits = Limits {
            bytes: 60,
            tokens: 7,
            nesting: 2,
            ..Limits::of(super::super::Tier::SignedIn)
        };
        for (source, expected) in [
            ("{ a(b: [1.5e3]) }", Some(Code::TooDeep)),
            ("{ a b c d e }", None),
            ("{ a b c d e f }", Some(Code::TooLarge)),
            ("[-1.5e-3, 0.1e+7 2E9]", None),
            ("[1-1-1-1-1-1-1]", Some(Code::TooLarge)),
            ("{ a # {{{{{{{ \n }", None),
            ("{ a(b: \"{{{{\\\"{{\") }", Some(Code::TooLarge)),
            ("{ b(\"{{{\\\"{\") }", None),
            ("{ b(\"\"\"{{{\n\\\"\"\"{{\"\"\") }", None),
            ("\u{feff}{ ...a, ...b }", None),
            (
                "{ a b c d e } # sixty bytes are enough for anybody, they said",
                Some(Code::TooLarge),
            ),
        ] {
            assert_eq!(code(source, &limits), expected, "{source}");
        }
    }

    #[test]
    fn what_the_parser_might_read_differently_is_refused() {
        let limits = Limits::of(super::super::Tier::Anonymous);
        // The parser reads an unclosed `"""` as two strings and goes on; nesting after it must not hide.
        let hidden = format!("{{ a(b: [\"\"\" \" {}", "[".repeat(5000));
        for source in [
            &*hidden,
            "{ a(b: \"x\n\") }",
            "{ a(b: \"\\x\") }",
            "{ a } \u{1f}",
            "{ 中 }",
            "{ a..b }",
            "{ a(b: \"\"\"x\"\") }",
        ] {
            assert_eq!(
                code(source, &limits),
                Some(Code::Syntax),
                "{}",
                &source[..20.min(source.len())]
            );
        }
    }

    #[test]
    fn long_names_are_refused() {
        let limits = Limits::of(super::super::Tier::Anonymous);
        assert_eq!(code(&format!("{{ {} }}", "a".repeat(NAME_MAX)), &limits), None);
        assert_eq!(
            code(&format!("{{ {} }}", "a".repeat(NAME_MAX + 1)), &limits),
            Some(Code::TooLarge)
        );
    }
}
