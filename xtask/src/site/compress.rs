//! The compressed twins of a file.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::wasm::Profile;

/// How hard to compress.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// For local work.
    Quick,
    /// For what is shipped: brotli 11 of a megabyte takes seconds, once.
    Best,
}

impl Effort {
    /// What fits a profile.
    pub fn of(profile: Profile) -> Effort {
        match profile {
            Profile::Dev => Effort::Quick,
            Profile::WasmRelease => Effort::Best,
        }
    }
}

/// Writes a file and, when that makes it smaller, its `.br` and `.gz` beside it; answers the lengths of both in bytes.
///
/// Twins that are there already for the same bytes at the same effort are kept.
pub fn write(path: &Path, bytes: &[u8], effort: Effort) -> Result<(usize, usize)> {
    let context = || format!("cannot write {}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(context)?;
    }
    let is_same = effort == Effort::Best && fs::read(path).is_ok_and(|old| old == bytes);
    if is_same && let (Some(br), Some(gz)) = (length(&beside(path, "br")), length(&beside(path, "gz"))) {
        return Ok((br, gz));
    }
    let (br, gz) = (brotli(bytes, effort)?, gzip(bytes, effort)?);
    fs::write(beside(path, "br"), &br).with_context(context)?;
    fs::write(beside(path, "gz"), &gz).with_context(context)?;
    fs::write(path, bytes).with_context(context)?;
    Ok((br.len(), gz.len()))
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

fn length(path: &Path) -> Option<usize> {
    fs::metadata(path).ok().and_then(|meta| usize::try_from(meta.len()).ok())
}

fn brotli(bytes: &[u8], effort: Effort) -> Result<Vec<u8>> {
    let quality = if effort == Effort::Best { 11 } else { 4 };
    let params = brotli::enc::BrotliEncoderParams { quality, size_hint: bytes.len(), ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params)?;
    Ok(out)
}

fn gzip(bytes: &[u8], effort: Effort) -> Result<Vec<u8>> {
    let level = if effort == Effort::Best { Compression::best() } else { Compression::fast() };
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn twins_decompress_to_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pkg/a.css");
        let text = "a{color:red}".repeat(100);
        let (br, gz) = write(&path, text.as_bytes(), Effort::Best).unwrap();
        assert!(br < 100 && gz < 100, "{br} {gz}");

        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut &fs::read(beside(&path, "br")).unwrap()[..], &mut plain).unwrap();
        assert_eq!(plain, text.as_bytes());
        let mut plain = String::new();
        flate2::read::GzDecoder::new(&fs::read(beside(&path, "gz")).unwrap()[..])
            .read_to_string(&mut plain)
            .unwrap();
        assert_eq!(plain, text);
        assert_eq!(write(&path, text.as_bytes(), Effort::Best).unwrap(), (br, gz));
    }
}
