//! Names the folder of the built browser application, which the program embeds.
//!
//! `REMIT_BUILD_SITE` overrides it. A debug build reads the folder when it runs, and does without it.

use std::env;
use std::fs;
use std::path::PathBuf;

fn main() {
    let usual = PathBuf::from("../../target/site");
    let site = env::var_os("REMIT_BUILD_SITE").map_or(usual, PathBuf::from);
    println!("cargo:rustc-env=REMIT_SITE_DIR={}", site.display());
    println!("cargo:rerun-if-env-changed=REMIT_BUILD_SITE");
    println!("cargo:rerun-if-changed=build.rs");
    // Once it is there, the program follows its files by itself. `cargo xtask up` compiles the library beside it and
    // names what it made.
    let is_empty = !site.join("index.html").is_file();
    if env::var("PROFILE").is_ok_and(|profile| profile == "release")
        && is_empty
        && env::var_os("REMIT_SITE_STAMP").is_none()
    {
        // A folder that does not exist would have cargo build the server anew every time.
        if let Err(error) = fs::create_dir_all(&site) {
            println!(
                "cargo:warning=the folder {} cannot be made: {error}",
                site.display()
            );
        }
        println!("cargo:rerun-if-changed={}", site.display());
    }
}
