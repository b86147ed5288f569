//! The site: files named by their content, the page that names them, compressed copies beside them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use super::budget::{Role, Size};
use super::gather::{self, Gathered};
use super::optimise::Optimiser;
use super::pack::{Effort, pack};
use super::wasm::Parts;
use super::{script, style, wasm};
use crate::repository;

/// Folder of the content-named files; the server lets clients keep them for ever.
const ASSETS: &str = "assets";

/// One file of the site.
pub struct File {
    /// Path below the site's root.
    path: String,
    content: Vec<u8>,
    role: Role,
}

/// Puts the site together in memory.
pub fn compose(parts: &Parts, optimiser: Option<&Optimiser>) -> Result<Vec<File>> {
    let mut files = Vec::new();
    let mut link = parts.link.clone();
    let mut gathered = Gathered::default();
    for chunk in &parts.chunks {
        let working = file_name(chunk);
        let content = fs::read(chunk).with_context(|| format!("cannot read {}", repository::shown(chunk)))?;
        if gathered.takes(&working, &content, &link) {
            continue;
        }
        let file = asset(&chunk_label(&working), "wasm", content, Role::Chunk);
        link = link.replace(&format!("\"./{working}\""), &format!("\"./{}\"", name_of(&file)));
        files.push(file);
    }
    for (audience, bundle) in gathered.bundles {
        let file = asset(&format!("shared-{audience}"), "bin", bundle.content, Role::Chunk);
        link = gather::name(&link, &bundle.pieces, name_of(&file))?;
        files.push(file);
    }
    let link = gather::with_loader(&link);
    let main = asset("app", "wasm", fs::read(&parts.main)?, Role::FirstLoad);
    let joined = script::join(&parts.glue, &link, name_of(&main))?;
    let script = asset("app", "js", minified(&joined, optimiser)?, Role::FirstLoad);
    let style = asset("app", "css", style::build()?.into_bytes(), Role::FirstLoad);
    let page = page(&[("css", &style), ("js", &script), ("wasm", &main)])?;
    files.extend([main, script, style, page]);
    files.extend(public()?);
    Ok(files)
}

fn minified(script: &str, optimiser: Option<&Optimiser>) -> Result<Vec<u8>> {
    let path = wasm::target().join("bundle/joined.js");
    repository::write(&path, script)?;
    if let Some(optimiser) = optimiser {
        optimiser.script(&path)?;
    }
    fs::read(&path).context("cannot read the minified script")
}

/// Fills the template `frontend/index.html`: `{{css}}`, `{{js}}` and `{{wasm}}` become addresses.
fn page(addresses: &[(&str, &File)]) -> Result<File> {
    let template = repository::read(&repository::root().join("frontend/index.html"))?;
    let mut html = template;
    for (name, file) in addresses {
        let placeholder = format!("{{{{{name}}}}}");
        if !html.contains(&placeholder) {
            bail!("frontend/index.html does not use {placeholder}");
        }
        html = html.replace(&placeholder, &format!("/{}", file.path));
    }
    if let Some(at) = html.find("{{") {
        let rest: String = html[at..].chars().take(20).collect();
        bail!("frontend/index.html has an unknown placeholder: {rest}");
    }
    Ok(File {
        path: "index.html".to_owned(),
        content: html.into_bytes(),
        role: Role::FirstLoad,
    })
}

/// Files of `frontend/public` keep their names: icons, manifest, robots.txt.
fn public() -> Result<Vec<File>> {
    let folder = repository::root().join("frontend/public");
    let read = |path: &std::path::PathBuf| {
        let name = path
            .strip_prefix(&folder)
            .unwrap_or(path)
            .to_string_lossy()
            .replace('\\', "/");
        Ok(File {
            path: name,
            content: fs::read(path)?,
            role: Role::Other,
        })
    };
    repository::files_below(&folder, &|_: &Path| true)?
        .iter()
        .map(read)
        .collect()
}

/// Writes the site in the place of the last one and returns the sizes.
pub fn write(files: &[File], effort: Effort) -> Result<Vec<Size>> {
    let folder = repository::site();
    if folder.exists() {
        fs::remove_dir_all(&folder).context("cannot empty target/site")?;
    }
    fs::create_dir_all(&folder)?;
    files
        .iter()
        .map(|file| write_one(&folder, file, effort))
        .collect()
}

fn write_one(folder: &Path, file: &File, effort: Effort) -> Result<Size> {
    let packed = pack(&file.content, effort)?;
    repository::write(&folder.join(&file.path), &file.content)?;
    let mut size = Size {
        path: file.path.clone(),
        raw: file.content.len(),
        brotli: file.content.len(),
        role: file.role,
    };
    // What does not shrink (a picture, a few bytes) is sent as it is.
    if packed.brotli.len() < file.content.len() {
        size.brotli = packed.brotli.len();
        repository::write(&folder.join(format!("{}.br", file.path)), packed.brotli)?;
    }
    if packed.gzip.len() < file.content.len() {
        repository::write(&folder.join(format!("{}.gz", file.path)), packed.gzip)?;
    }
    Ok(size)
}

fn asset(label: &str, extension: &str, content: Vec<u8>, role: Role) -> File {
    let hash = hex::encode(Sha256::digest(&content));
    File {
        path: format!("{ASSETS}/{label}-{}.{extension}", &hash[..12]),
        content,
        role,
    }
}

fn name_of(file: &File) -> &str {
    file.path.rsplit('/').next().unwrap_or(&file.path)
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// `split_ProblemList.wasm` → `problem-list`; `split___desk_page_view_9021.wasm` → `desk-page`; `chunk_3.wasm` → `shared-3`.
fn chunk_label(working: &str) -> String {
    let stem = working.trim_end_matches(".wasm");
    let label = match stem.strip_prefix("split_") {
        Some(split) => split
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .trim_matches('_')
            .trim_end_matches("_view"),
        None => stem,
    };
    let mut kebab = String::new();
    for letter in label.replace("chunk", "shared").replace('_', "-").chars() {
        if letter.is_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.extend(letter.to_lowercase());
    }
    kebab
}

#[cfg(test)]
mod tests {
    use super::chunk_label;

    #[test]
    fn chunks_are_named_after_their_page() {
        assert_eq!(
            chunk_label("split___desk_page_view_9021796634139377566.wasm"),
            "desk-page"
        );
        assert_eq!(chunk_label("split_ProblemList.wasm"), "problem-list");
        assert_eq!(chunk_label("split_export_1.wasm"), "export");
        assert_eq!(chunk_label("chunk_3.wasm"), "shared-3");
    }
}
