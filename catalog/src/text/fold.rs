//! Text as it is compared: lower case, without accents.

/// Lower case, with the accents of Latin letters taken off (`Zürich` → `zurich`, `Łódź` → `lodz`, `Straße` → `strasse`).
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let (ascii, beyond) = rest.split_at(ascii(rest.as_bytes()));
        out.push_str(ascii);
        let Some(c) = beyond.chars().next() else { break };
        rest = &beyond[c.len_utf8()..];
        if let Some(plain) = plain(c) {
            out.push_str(plain);
        } else if !('\u{300}'..='\u{36f}').contains(&c) {
            // A capital may have a plain form by its small letter only: `Ấ`, `Ľ`, the sign of ångström.
            c.to_lowercase().for_each(|small| match plain(small) {
                Some(plain) => out.push_str(plain),
                None => out.push(small),
            });
        }
    }
    out.make_ascii_lowercase();
    out
}

/// How many bytes of ASCII stand first.
fn ascii(bytes: &[u8]) -> usize {
    /// Bytes that are looked at together.
    const BLOCK: usize = 32;
    let whole = bytes.chunks_exact(BLOCK).take_while(|block| block.is_ascii()).count() * BLOCK;
    whole + bytes[whole..].iter().take_while(|byte| byte.is_ascii()).count()
}

/// A slug of a text: folded words joined by hyphens; `+` and `#` in words. Never longer than 80 bytes.
pub fn slugify(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut out = String::new();
    for c in fold(text).chars() {
        let word = match c {
            'a'..='z' | '0'..='9' => {
                out.push(c);
                continue;
            }
            '+' => "plus",
            '#' => "sharp",
            _ => "",
        };
        if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        if !word.is_empty() {
            out.push_str(word);
            out.push('-');
        }
    }
    out.truncate(LONGEST);
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// The plain letters of an accented Latin one.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å' | 'À'..='Å' | 'ā' | 'Ā' | 'ă' | 'Ă' | 'ą' | 'Ą' | 'ả' | 'ạ' | 'ấ' | 'ầ' | 'ắ' | 'ằ' => {
            "a"
        }
        'æ' | 'Æ' => "ae",
        'ç' | 'Ç' | 'ć' | 'Ć' | 'č' | 'Č' => "c",
        'ď' | 'Ď' | 'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' | 'ę' | 'Ę' | 'ě' | 'Ě' | 'ė' | 'Ė' | 'ế' | 'ề' | 'ệ' => {
            "e"
        }
        'ğ' | 'Ğ' | 'ģ' => "g",
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'Ī' | 'į' | 'ı' | 'İ' | 'ị' => "i",
        'ķ' => "k",
        'ł' | 'Ł' | 'ľ' | 'ļ' => "l",
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ň' | 'Ň' | 'ņ' => "n",
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' | 'Ō' | 'ő' | 'Ő' | 'ố' | 'ồ' | 'ộ' | 'ơ' => {
            "o"
        }
        'œ' | 'Œ' => "oe",
        'ř' | 'Ř' => "r",
        'ś' | 'Ś' | 'š' | 'Š' | 'ş' | 'Ş' | 'ș' | 'Ș' => "s",
        'ß' => "ss",
        'ť' | 'Ť' | 'ţ' | 'ț' | 'Ț' => "t",
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'Ū' | 'ů' | 'Ů' | 'ű' | 'Ű' | 'ų' | 'ư' => "u",
        'ý' | 'Ý' | 'ÿ' => "y",
        'ź' | 'Ź' | 'ż' | 'Ż' | 'ž' | 'Ž' => "z",
        'þ' | 'Þ' => "th",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_fall_off() {
        let check = |text: &str, expected: &str| assert_eq!(fold(text), expected);
        check("Zürich Łódź Straße", "zurich lodz strasse");
        check("Île-de-France", "ile-de-france");
        check("Разработчик", "разработчик");
        check("ẤĽĢŸ\u{212b}ẞ", "algyass");
    }

    #[test]
    fn folded_text_folds_to_itself() {
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            let once = fold(&c.to_string());
            assert_eq!(fold(&once), once, "{c}");
        }
    }

    #[test]
    fn slugs_are_plain() {
        let check = |text: &str, expected: &str| assert_eq!(slugify(text), expected);
        check("Senior C++ Engineer (Remote)", "senior-c-plus-plus-engineer-remote");
        check("C#", "c-sharp");
        check("São Paulo", "sao-paulo");
        check("日本", "");
        assert!(slugify(&"long ".repeat(40)).len() <= 80);
    }
}
