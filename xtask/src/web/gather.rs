//! Code that several chunks need is cut into hundreds of small modules, one for each combination of chunks. Fetched
//! one by one they cost more in requests than in bytes, and compress badly. So the small ones are gathered in a few
//! files, by who needs them first: a page fetches a file or two and cuts its modules out of them.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::{Result, bail};

/// Modules from this size on stay files of their own, bytes.
const LARGE: usize = 16_000;
/// Chunks that must stay light, in the order in which a visitor meets them: the sign-in page, the frame around every
/// page, the voter's page, the workbench with its lists. What none of them needs goes into the last file.
const LIGHT: [&str; 4] = ["door", "shell", "ballot", "desk"];
/// Audience of that last file.
const REST: &str = "pages";

/// The gathered modules, by audience.
#[derive(Default)]
pub struct Gathered {
    /// One file to be for each audience.
    pub bundles: BTreeMap<&'static str, Bundle>,
}

/// Modules one behind the other.
#[derive(Default)]
pub struct Bundle {
    /// The modules.
    pub content: Vec<u8>,
    /// Working name and place of each.
    pub pieces: Vec<(String, Range<usize>)>,
}

impl Gathered {
    /// Takes a module in, if it is shared and small.
    pub fn takes(&mut self, working: &str, content: &[u8], link: &str) -> bool {
        let Some(needed_by) = needed_by(working, link) else {
            return false;
        };
        if content.len() >= LARGE {
            return false;
        }
        let audience = LIGHT.into_iter().find(|light| needed_by.contains(light));
        let bundle = self.bundles.entry(audience.unwrap_or(REST)).or_default();
        let from = bundle.content.len();
        bundle.content.extend_from_slice(content);
        bundle
            .pieces
            .push((working.to_owned(), from..bundle.content.len()));
        true
    }
}

/// The chunks that need a shared module: the splitter writes them in a comment before its loader.
fn needed_by<'link>(working: &str, link: &'link str) -> Option<Vec<&'link str>> {
    let number = working.strip_prefix("chunk_")?.strip_suffix(".wasm")?;
    let (before, _) = link.split_once(&format!("\nconst __chunk_{number} = "))?;
    let comment = before
        .lines()
        .next_back()?
        .strip_prefix("/* ")?
        .strip_suffix(" */")?;
    Some(comment.split(", ").collect())
}

/// The link module with the requests for `pieces` replaced by cuts out of `file`.
pub fn name(link: &str, pieces: &[(String, Range<usize>)], file: &str) -> Result<String> {
    let mut link = link.to_owned();
    for (working, place) in pieces {
        let request = format!("fetch(new URL(\"./{working}\", import.meta.url))");
        if !link.contains(&request) {
            bail!("the splitter's link module no longer asks for {working} with `{request}`");
        }
        let cut = format!("remitPiece(\"./{file}\", {}, {})", place.start, place.end);
        link = link.replace(&request, &cut);
    }
    Ok(link)
}

/// The link module with the function that cuts. A file that could not be fetched is asked for again the next time.
pub fn with_loader(link: &str) -> String {
    let head = link.find('\n').unwrap_or(link.len());
    let (import, body) = link.split_at(head);
    format!("{import}\n{LOADER}{body}")
}

const LOADER: &str = r#"const remitFiles = {};
const remitFile = (name) => remitFiles[name] ??= fetch(new URL(name, import.meta.url))
    .then((answer) => answer.ok ? answer.arrayBuffer() : Promise.reject(new Error(`${name}: ${answer.status}`)))
    .catch((error) => { delete remitFiles[name]; throw error; });
const remitPiece = async (name, from, to) =>
    new Response((await remitFile(name)).slice(from, to), { headers: { "Content-Type": "application/wasm" } });
"#;

#[cfg(test)]
mod tests {
    use super::{Gathered, name, with_loader};

    const LINK: &str = "import { initSync } from \"./app.js\";\n/* plan, shell */\nconst __chunk_1 = makeLoad(() => {\n    const src = fetch(new URL(\"./chunk_1.wasm\", import.meta.url));\n});\n/* plan, point */\nconst __chunk_2 = 0;\n";

    #[test]
    fn small_shared_modules_are_gathered_by_who_needs_them_first() {
        let mut gathered = Gathered::default();
        assert!(gathered.takes("chunk_1.wasm", b"one", LINK));
        assert!(gathered.takes("chunk_2.wasm", b"two", LINK));
        let audiences: Vec<_> = gathered.bundles.keys().copied().collect();
        assert_eq!(audiences, ["pages", "shell"]);
    }

    #[test]
    fn large_and_unshared_modules_stay_files_of_their_own() {
        let mut gathered = Gathered::default();
        assert!(!gathered.takes("chunk_1.wasm", &[0; super::LARGE], LINK));
        assert!(!gathered.takes("split_plan.wasm", b"one", LINK));
        assert!(gathered.bundles.is_empty());
    }

    #[test]
    fn a_gathered_module_is_cut_out_of_its_file() {
        let link = with_loader(&name(LINK, &[("chunk_1.wasm".to_owned(), 5..8)], "shared-1.bin").unwrap());
        assert!(
            link.contains("const src = remitPiece(\"./shared-1.bin\", 5, 8);"),
            "{link}"
        );
        assert!(
            link.starts_with("import { initSync } from \"./app.js\";\nconst remitFiles"),
            "{link}"
        );
        assert!(name(LINK, &[("chunk_9.wasm".to_owned(), 0..1)], "x").is_err());
    }
}
