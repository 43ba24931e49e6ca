//! E-mail addresses and telephone numbers are people's own: texts are kept without them.
//!
//! A number counts as a telephone's where its form says so (an international prefix, a trunk zero with parts, the groups of North
//! America), or a word before it does. Amounts, dates, spans of years, versions and requisition numbers have none of these.

use memchr::{memchr, memchr3_iter};

/// Stands for an address.
const EMAIL: &str = "[e-mail address]";
/// Stands for a number.
const PHONE: &str = "[phone number]";
/// The no-break space as sanitised HTML writes it.
const NBSP: &str = "&nbsp;";

/// Sanitised HTML, or plain text, without addresses and numbers. Tags stay as they are.
pub fn mask(text: &str) -> String {
    if !is_suspect(text.as_bytes()) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        // In plain text a `<` may end nothing.
        let end = memchr(b'>', &rest.as_bytes()[at..]).map_or(rest.len(), |end| at + end + 1);
        words(&rest[..at], &mut out);
        out.push_str(&rest[at..end]);
        rest = &rest[end..];
    }
    words(rest, &mut out);
    out
}

/// Digits that a number has at least.
const FEWEST: usize = 7;

/// Whether there may be an address or a number. Most texts have neither, and what is counted to the end goes many bytes at a time.
fn is_suspect(text: &[u8]) -> bool {
    /// Bytes: with its neighbour it holds any telephone number.
    const BLOCK: usize = 64;
    let digits = |block: &[u8]| block.iter().filter(|b| b.is_ascii_digit()).count();
    let mut before = 0;
    let numbered = text.chunks(BLOCK).any(|block| {
        let here = digits(block);
        let enough = before + here >= FEWEST;
        before = here;
        enough
    });
    let mut signs = memchr3_iter(b'@', b'[', b'(', text);
    numbered || signs.any(|at| AT.iter().any(|sign| text[at..].starts_with(sign.as_bytes())))
}

/// Text between tags.
fn words(text: &str, out: &mut String) {
    let signs = text.bytes().filter(|b| matches!(b, b'@' | b'[' | b'(')).count();
    let named = (signs > 0).then(|| emails(text));
    let numbered = text.bytes().filter(u8::is_ascii_digit).count() >= FEWEST;
    let text = named.as_deref().unwrap_or(text);
    if numbered {
        phones(text, out);
    } else {
        out.push_str(text);
    }
}

/// How an `@` and a point are written by those who hide their address from machines.
const AT: [&str; 5] = ["@", "[at]", "(at)", "[ at ]", "( at )"];
const DOTS: [&str; 4] = ["[dot]", "(dot)", "[ dot ]", "( dot )"];

fn emails(text: &str) -> String {
    let is_local = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (at, _) in text.match_indices(['@', '[', '(']) {
        let Some(sign) = AT.into_iter().find(|sign| text[at..].starts_with(sign)).filter(|_| at >= done)
        else {
            continue;
        };
        let is_plain = sign == "@";
        let local = if is_plain { &text[done..at] } else { text[done..at].trim_end() };
        let before = local.trim_end_matches(is_local).len();
        let host = host(&text[at + sign.len()..], is_plain);
        if let Some(len) = host.filter(|_| before < local.len()) {
            out.push_str(&text[done..done + before]);
            out.push_str(EMAIL);
            done = at + sign.len() + len;
        }
    }
    out.push_str(&text[done..]);
    out
}

/// The bytes of the longest host that a text begins with; where it is not written plainly, with spaces and words.
fn host(text: &str, is_plain: bool) -> Option<usize> {
    let mut host = String::new();
    let mut at = if is_plain { 0 } else { text.len() - text.trim_start().len() };
    let mut found = None;
    loop {
        let rest = &text[at..];
        let label = &rest[..rest.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(rest.len())];
        let label = label.trim_end_matches('-');
        if label.is_empty() {
            return found;
        }
        host.push_str(label);
        at += label.len();
        if is_host(&host) {
            found = Some(at);
        }
        let after = &text[at..];
        let spelt = after.trim_start();
        let word = DOTS.iter().find(|dot| !is_plain && spelt.starts_with(**dot));
        at += match word {
            Some(dot) => after.len() - spelt[dot.len()..].trim_start().len(),
            None if after.starts_with('.') => 1,
            None => return found,
        };
        host.push('.');
    }
}

/// Labels with a last one of letters: `pkg@2.1.0` is a version.
fn is_host(domain: &str) -> bool {
    let mut labels = domain.rsplit('.');
    let top = labels.next().unwrap_or_default();
    let named = labels.next().is_some_and(|label| label.chars().any(char::is_alphabetic));
    named && top.chars().count() >= 2 && top.chars().all(char::is_alphabetic)
}

/// Digits with what stands between them.
struct Run<'a> {
    text: &'a str,
    /// The digits, in the groups that they are written in.
    groups: Vec<&'a str>,
}

fn phones(text: &str, out: &mut String) {
    let mut done = 0;
    let mut from = 0;
    while let Some(start) = text[from..].find(|c: char| c.is_ascii_digit() || "+(".contains(c)) {
        let start = from + start;
        let Some(run) = run(&text[start..]) else {
            from = start + 1;
            continue;
        };
        let end = start + run.text.len();
        // A number that follows one that is masked follows its mask.
        if stands_alone(&text[done..], start - done, end - done)
            && (has_form(&run) || is_called(text, start, &run))
        {
            out.push_str(&text[done..start]);
            out.push_str(PHONE);
            done = end;
        }
        from = end;
    }
    out.push_str(&text[done..]);
}

/// The longest run of digits and of what parts the groups of a number, from the start of the text.
fn run(text: &str) -> Option<Run<'_>> {
    /// Between two groups: `) - `.
    const MOST: usize = 3;
    let mut groups = Vec::new();
    let (mut at, mut end, mut between) = (0, 0, 0);
    while at < text.len() && between <= MOST {
        let rest = &text[at..];
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let plus = at == 0 && rest.starts_with('+');
        let parts = [NBSP, " ", "\u{a0}", "-", "\u{2010}", "\u{2011}", ".", "/", "(", ")"];
        match parts.iter().find(|part| rest.starts_with(**part)) {
            _ if digits > 0 => {
                groups.push(&rest[..digits]);
                at += digits;
                (end, between) = (at, 0);
            }
            _ if plus => at += 1,
            Some(part) => {
                at += part.len();
                between += 1;
            }
            None => break,
        }
    }
    (!groups.is_empty()).then(|| Run { text: &text[..end], groups })
}

/// Whether neither a word, nor money, nor a path goes on before or after it.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let joined = |c: char| c.is_alphanumeric() || "-_/.,#=&%$€£¥₹".contains(c);
    let before = text[..start].chars().next_back();
    let mut after = text[end..].chars();
    let (next, further) = (after.next(), after.next());
    let goes_on = match next {
        Some('.' | ',' | '-' | '/') => further.is_some_and(|c| c.is_ascii_digit()),
        Some(c) => c.is_alphanumeric() || "_%$€£¥₹".contains(c),
        None => false,
    };
    let money = ["$", "€", "£", "eur", "usd", "gbp", "chf"];
    let tail = text[end..].trim_start().get(..3).unwrap_or_default().to_lowercase();
    !before.is_some_and(joined) && !goes_on && !money.iter().any(|sign| tail.starts_with(sign))
}

/// Whether it is written as telephone numbers are.
fn has_form(run: &Run<'_>) -> bool {
    let digits: usize = run.groups.iter().map(|group| group.len()).sum();
    let first = run.groups[0];
    if is_date(run) || is_amount(run) || digits > 15 {
        return false;
    }
    let lengths: Vec<usize> = run.groups.iter().map(|group| group.len()).collect();
    let parted = run.groups.len() > 1;
    let american = |groups: &[&str]| {
        groups[0].starts_with(|c| ('2'..='9').contains(&c))
            && groups[1].starts_with(|c| ('2'..='9').contains(&c))
    };
    if run.text.starts_with('+') {
        return !first.starts_with('0') && digits >= if parted { 8 } else { 9 };
    }
    match (first.as_bytes(), lengths.as_slice()) {
        ([b'0', b'0', b'1'..=b'9', ..], _) => parted && digits >= 10,
        // A trunk zero, then the area and the number.
        ([b'0', b'1'..=b'9', ..], [2..=6, ..]) => parted && (9..=12).contains(&digits),
        (_, [3, 3, 4]) => american(&run.groups),
        ([b'1'], [1, 3, 3, 4]) => american(&run.groups[1..]),
        _ => false,
    }
}

/// Whether a word before it says that it is a telephone's.
fn is_called(text: &str, start: usize, run: &Run<'_>) -> bool {
    const WORDS: [&str; 14] = [
        "tel",
        "telephone",
        "telefon",
        "téléphone",
        "teléfono",
        "telefono",
        "telefone",
        "phone",
        "mobile",
        "mobil",
        "whatsapp",
        "fax",
        "hotline",
        "call",
    ];
    /// Characters between the word and the number: `us at: `.
    const NEAR: usize = 12;
    let digits: usize = run.groups.iter().map(|group| group.len()).sum();
    if !(FEWEST..=15).contains(&digits) || is_date(run) || is_amount(run) {
        return false;
    }
    let from = text[..start].char_indices().rev().nth(NEAR + 10).map_or(0, |(at, _)| at);
    // What is masked already was a number, and says nothing of the next.
    let near = text[from..start].to_lowercase().replace(&PHONE[1..], "0");
    let says = |word: &str| {
        let mut found = near.match_indices(word);
        found.any(|(at, word)| {
            let rest = &near[at + word.len()..];
            let apart =
                !near[..at].ends_with(char::is_alphanumeric) && !rest.starts_with(char::is_alphanumeric);
            apart && rest.chars().count() <= NEAR && !rest.contains(|c: char| c.is_ascii_digit())
        })
    };
    WORDS.into_iter().any(says)
}

/// Days and spans of years: `01.02.2026`, `2026-02-01 08`, `2019 - 2023`.
fn is_date(run: &Run<'_>) -> bool {
    let number = |group: &str| group.parse::<u64>().unwrap_or(u64::MAX);
    let is_year = |group: &&str| group.len() == 4 && (1900..2100).contains(&number(group));
    let day = |a: &str, b: &str| {
        a.len() <= 2 && b.len() <= 2 && (1..=31).contains(&number(a)) && (1..=31).contains(&number(b))
    };
    let plain = !run.text.starts_with(['+', '(']);
    let days = run
        .groups
        .windows(3)
        .any(|g| (is_year(&g[2]) && day(g[0], g[1])) || (is_year(&g[0]) && day(g[1], g[2])));
    plain && (days || run.groups.iter().all(is_year))
}

/// Thousands: `1 000 000`, `120.000 - 150.000`.
fn is_amount(run: &Run<'_>) -> bool {
    let (first, rest) = run.groups.split_at(1);
    let grouped =
        rest.iter().all(|group| group.len() == 3) && first[0].len() <= 3 && !first[0].starts_with('0');
    !rest.is_empty() && grouped && run.groups.last() == Some(&"000")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(mask(text), expected);
        assert_eq!(mask(expected), expected, "what is masked stays as it is");
    }

    fn stays(text: &str) {
        check(text, text);
    }

    #[test]
    fn addresses_are_masked() {
        check("Write to ann.b+jobs@mail.acme.example.", "Write to [e-mail address].");
        check("<p>(a@b.co)</p>", "<p>([e-mail address])</p>");
        check("jörg@café.example, b@c.example", "[e-mail address], [e-mail address]");
        stays("left-pad@2.1.0 and @acme/tools, follow @acme, 5 @ 10");
        stays("<a href=\"https://acme.example/@ann/a@b.example\">x</a>");
        stays("user@host and @media print");
        check("Ask ann [at] acme [dot] example.", "Ask [e-mail address].");
        check("ann(at)mail.acme.example, or call", "[e-mail address], or call");
        check("ann.b [at] acme.example. Or call", "[e-mail address]. Or call");
        check("ann [at] acme [dot] example [dot] h3 [at] acme", "[e-mail address] [dot] h3 [at] acme");
        stays("Meet us (at) Acme. Berlin is near");
        stays("We are [at] home");
    }

    #[test]
    fn numbers_are_masked() {
        for number in [
            "+49 30 1234567",
            "+4930123456789",
            "+44 (0)20 7946 0958",
            "+27&nbsp;21&nbsp;555&nbsp;0199",
            "+33 6 12 34 56 78",
            "0049 30 1234567",
            "030 / 1234 5678",
            "0171-1234567",
            "020 7946 0958",
            "(021) 555 0199",
            "(415) 555-2671",
            "415-555-2671",
            "415.555.2671",
            "1-800-555-0199",
        ] {
            check(&format!("Ask us: {number}."), "Ask us: [phone number].");
            check(&format!("<p>{number}</p>"), "<p>[phone number]</p>");
        }
        check("Call us at 5550199.", "Call us at [phone number].");
        check("Tel.: 12 34 56 78 90", "Tel.: [phone number]");
        check("Phone:&nbsp;12345678", "Phone:&nbsp;[phone number]");
        check("+49 30 1234567+49 30 7654321", "[phone number][phone number]");
        check("Phone: 12345678 or 12345679", "Phone: [phone number] or 12345679");
    }

    #[test]
    fn other_numbers_stay() {
        for text in [
            "$120,000 - $150,000 a year",
            "120.000 - 150.000 EUR",
            "80 000 - 100 000 €",
            "£45,000-£55,000 and 10-15% of bonus",
            "1 000 000 users, +10 000 000 orders, over +5000000 rides",
            "from 01.02.2026 to 03.04.2026, or 2026-02-01 08:30",
            "01/02/2026 - 28/02/2026",
            "2015 - 2020 2021, class of 2019-2023",
            "version 1.20.300.4000, Python 3.11, 10.0.0.1, 192.168.100.200",
            "ISO 27001 / 9001, 24/7, 9-5, 40 hours",
            "Req 123-456-7890-1, R0012345678, JR-0123456789, #0123456789",
            "id 0123456789, 3012345678",
            "https://acme.example/jobs/0171-1234567?id=4155552671",
            "RFC 2616, 5 + 10, +15 years, 401(k), (10) 20",
            "call 2024 the year of 100 000 000 rides",
            "recall 12345678",
        ] {
            stays(text);
        }
    }
}
