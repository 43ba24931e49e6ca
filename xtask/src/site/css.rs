//! All styles in one file: `style/main.css` with its imports, checked, lowered to the browsers we support, minified.

use std::path::Path;

use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};

use crate::wasm::Profile;

/// The oldest browsers that must work, as `major << 16 | minor << 8`.
const BROWSERS: Browsers = Browsers {
    chrome: Some(120 << 16),
    edge: Some(120 << 16),
    firefox: Some(128 << 16),
    safari: Some(16 << 16 | 4 << 8),
    ios_saf: Some(16 << 16 | 4 << 8),
    android: None,
    ie: None,
    opera: None,
    samsung: None,
};

/// Bundles a style sheet; a missing import or a syntax error names file and line.
pub fn bundle(main: &Path, profile: Profile) -> Result<String> {
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = bundler.bundle(main).map_err(|error| match &error.loc {
        Some(place) => anyhow!("{}:{}:{}: {}", place.filename, place.line + 1, place.column, error.kind),
        None => anyhow!("{}: {}", main.display(), error.kind),
    })?;
    let targets = Targets::from(BROWSERS);
    sheet
        .minify(MinifyOptions { targets, ..MinifyOptions::default() })
        .map_err(|error| anyhow!("the styles cannot be minified: {}", error.kind))?;
    let minify = profile == Profile::WasmRelease;
    let printed = sheet
        .to_css(PrinterOptions { minify, targets, ..PrinterOptions::default() })
        .map_err(|error| anyhow!("the styles cannot be printed: {}", error.kind))?;
    Ok(printed.code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn check(files: &[(&str, &str)]) -> Result<String, String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        bundle(&folder.path().join("main.css"), Profile::WasmRelease).map_err(|error| error.to_string())
    }

    #[test]
    fn imports_are_taken_in_with_their_layer() {
        let css = check(&[
            ("main.css", "@layer base, ui; @import './b.css' layer(ui); @import './a.css' layer(base);"),
            ("a.css", "a { margin: 0px }"),
            ("b.css", ".b { .c { padding: 0px } }"),
        ])
        .unwrap();
        assert!(
            css.contains("@layer base{a{margin:0}}") && css.contains("@layer ui{.b .c{padding:0}}"),
            "{css}"
        );
        // The first mention of a layer sets its rank: the order declared stands, whatever the order of the imports.
        assert!(css.find("@layer base") < css.find("ui"), "{css}");
    }

    #[test]
    fn a_missing_import_is_an_error() {
        assert!(check(&[("main.css", "@import './gone.css';")]).is_err());
    }

    #[test]
    fn a_syntax_error_names_its_line() {
        let error = check(&[("main.css", "a { color: red }\nb { color: ; } }")]).unwrap_err();
        assert!(error.contains("main.css:2"), "{error}");
    }
}
