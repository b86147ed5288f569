//! Sizes on the wire, held against `frontend/budget.toml`.

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::repository;

/// When a visitor loads a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// On the first visit, whatever the page.
    FirstLoad,
    /// When a page that needs it is opened.
    Chunk,
    /// Apart from the application: icons and the like.
    Other,
}

/// A file's size.
pub struct Size {
    /// Path below the site's root.
    pub path: String,
    /// Bytes as built.
    pub raw: usize,
    /// Bytes on the wire.
    pub brotli: usize,
    /// When it is loaded.
    pub role: Role,
}

/// The most that a build may weigh, in bytes after brotli.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    first_load_brotli_max: usize,
    chunk_brotli_max: usize,
}

impl Budget {
    /// Reads `frontend/budget.toml`.
    pub fn load() -> Result<Self> {
        let path = repository::root().join("frontend/budget.toml");
        toml::from_str(&repository::read(&path)?).context("frontend/budget.toml is not understood")
    }

    /// An error that names everything over budget.
    pub fn check(&self, sizes: &[Size]) -> Result<()> {
        let mut over = Vec::new();
        let first = first_load(sizes);
        if first > self.first_load_brotli_max {
            over.push(format!("first load: {first} > {}", self.first_load_brotli_max));
        }
        for size in sizes
            .iter()
            .filter(|size| size.role == Role::Chunk && size.brotli > self.chunk_brotli_max)
        {
            over.push(format!(
                "{}: {} > {}",
                size.path, size.brotli, self.chunk_brotli_max
            ));
        }
        if over.is_empty() {
            return Ok(());
        }
        bail!(
            "over the budget of frontend/budget.toml (bytes, brotli):\n  {}",
            over.join("\n  ")
        );
    }
}

/// What the first visit costs.
fn first_load(sizes: &[Size]) -> usize {
    sizes
        .iter()
        .filter(|size| size.role == Role::FirstLoad)
        .map(|size| size.brotli)
        .sum()
}

/// Prints the size table, the first load at its end.
pub fn print(sizes: &[Size]) {
    println!("{:>10} {:>10}  file", "raw", "brotli");
    for role in [Role::Other, Role::Chunk, Role::FirstLoad] {
        let mut group: Vec<_> = sizes.iter().filter(|size| size.role == role).collect();
        group.sort_by_key(|size| size.brotli);
        for size in group {
            println!("{:>10} {:>10}  {}", size.raw, size.brotli, size.path);
        }
    }
    let raw: usize = sizes
        .iter()
        .filter(|size| size.role == Role::FirstLoad)
        .map(|size| size.raw)
        .sum();
    println!(
        "{raw:>10} {:>10}  first load (page, style, script, main module)",
        first_load(sizes)
    );
}

#[cfg(test)]
mod tests {
    use super::{Budget, Role, Size};

    fn size(path: &str, brotli: usize, role: Role) -> Size {
        Size {
            path: path.to_owned(),
            raw: brotli * 3,
            brotli,
            role,
        }
    }

    #[test]
    fn the_first_load_counts_together_and_chunks_one_by_one() {
        let budget = Budget {
            first_load_brotli_max: 100,
            chunk_brotli_max: 50,
        };
        let mut sizes = vec![
            size("a", 60, Role::FirstLoad),
            size("b", 40, Role::FirstLoad),
            size("c", 50, Role::Chunk),
            size("d", 50, Role::Chunk),
            size("e", 900, Role::Other),
        ];
        assert!(budget.check(&sizes).is_ok());
        sizes.push(size("f", 1, Role::FirstLoad));
        sizes.push(size("g", 51, Role::Chunk));
        let error = budget.check(&sizes).unwrap_err().to_string();
        assert!(
            error.contains("first load: 101 > 100") && error.contains("g: 51 > 50"),
            "{error}"
        );
    }
}
