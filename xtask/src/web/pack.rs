//! Compressed copies, made once at build time instead of on every request.

use std::io::Write as _;

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

/// How hard to try.
#[derive(Clone, Copy)]
pub enum Effort {
    /// For trying things out.
    Quick,
    /// For a build that others load.
    Best,
}

/// A file's content as `br` and `gz`.
pub struct Packed {
    /// Brotli.
    pub brotli: Vec<u8>,
    /// Gzip, for clients without brotli.
    pub gzip: Vec<u8>,
}

/// Compresses with both methods.
pub fn pack(content: &[u8], effort: Effort) -> Result<Packed> {
    let quality = match effort {
        Effort::Quick => 5,
        Effort::Best => 11,
    };
    let parameters = BrotliEncoderParams {
        quality,
        size_hint: content.len(),
        ..BrotliEncoderParams::default()
    };
    let mut brotli = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut brotli, &parameters)?;
    let level = match effort {
        Effort::Quick => Compression::fast(),
        Effort::Best => Compression::best(),
    };
    let mut gzip = GzEncoder::new(Vec::new(), level);
    gzip.write_all(content)?;
    Ok(Packed {
        brotli,
        gzip: gzip.finish()?,
    })
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::{Effort, pack};

    #[test]
    fn both_copies_unpack_to_the_original() {
        let content = "职鉴 ".repeat(1000).into_bytes();
        for effort in [Effort::Quick, Effort::Best] {
            let packed = pack(&content, effort).unwrap();
            let mut back = Vec::new();
            brotli::Decompressor::new(&*packed.brotli, 4096)
                .read_to_end(&mut back)
                .unwrap();
            assert_eq!(back, content);
            back.clear();
            flate2::read::GzDecoder::new(&*packed.gzip)
                .read_to_end(&mut back)
                .unwrap();
            assert_eq!(back, content);
            assert!(packed.brotli.len() < content.len() / 10);
        }
    }
}
