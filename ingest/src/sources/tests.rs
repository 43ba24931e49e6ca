use super::*;
use crate::source::Kind;

const ACME: &str = "[[board]]\nsource = \"lever\"\nboard = \"acme\"\ncompany = \"Acme\"\n";

#[test]
fn the_starter_is_sound() {
    let sources = Sources::parse(&Sources::starter("me@example.org"), false).unwrap();
    assert_eq!(sources.contact, "me@example.org");
    assert_eq!(Sources::parse(&Sources::starter("a \"b\" \\"), false).unwrap().contact, "a \"b\" \\");
}

#[test]
fn the_starter_is_long_sorted_and_gives_credit() {
    let starter = Sources::parse(STARTER, false).unwrap();
    let (feeds, companies): (Vec<&Board>, Vec<&Board>) =
        starter.boards.iter().partition(|b| b.source.policy().board_wide);
    assert!(companies.len() >= 300, "{} boards", companies.len());
    let place = |b: &Board| (b.source.name(), b.company.to_lowercase());
    for pair in companies.windows(2) {
        assert!(place(pair[0]) <= place(pair[1]), "{} stands before {}", pair[0].key(), pair[1].key());
    }
    for board in &starter.boards {
        assert_eq!(board.enabled, board.source.policy().on, "{}", board.key());
    }
    let listed: Vec<Kind> = feeds.iter().map(|b| b.source).collect();
    let (all, systems): (Vec<Kind>, Vec<Kind>) = Kind::ALL.iter().partition(|k| k.policy().board_wide);
    assert_eq!(listed, all);
    let named = STARTER.lines().find(|line| line.starts_with("#   source ")).unwrap();
    for kind in systems {
        assert!(named.contains(kind.name()), "{}", kind.name());
    }
    for credit in all.iter().filter_map(|kind| kind.policy().credit) {
        assert!(STARTER.contains(&format!("# Terms ({}):", credit.terms_url)), "{}", credit.name);
        for term in credit.terms {
            assert!(STARTER.contains(&format!("# {term}\n")), "{}: {term}", credit.name);
        }
    }
}

#[test]
fn feeds_of_all_companies_have_no_board() {
    let feed = Sources::parse("[[board]]\nsource = \"remoteok\"", false).unwrap().boards.remove(0);
    assert_eq!((feed.key().as_str(), feed.company.as_str()), ("remoteok", "Remote OK"));
    let added = add(ACME, &Board::new(Kind::Jobicy, "", "")).unwrap();
    assert_eq!(Sources::parse(&added, false).unwrap().boards[1].key(), "jobicy");
    let error = Sources::parse("[[board]]\nsource = \"remoteok\"\nboard = \"a\"", false).unwrap_err();
    assert!(error.what.contains("remove it"), "{error}");
}

#[test]
fn boards_are_read_with_all_of_their_fields() {
    let text = "contact = 'me'\n[[board]]\nsource = 'jsonld'\nboard = 'acme'\ncompany = 'Acme'\nurl = 'https://acme.com/careers'\n\
                links = '/careers/'\nbase_url = 'http://127.0.0.1:9'\nenabled = false\n";
    let sources = Sources::parse(text, true).unwrap();
    let expected = Board {
        url: Some("https://acme.com/careers".into()),
        links: Some("/careers/".into()),
        base_url: Some("http://127.0.0.1:9".into()),
        enabled: false,
        ..Board::new(Kind::Jsonld, "acme", "Acme")
    };
    assert_eq!(sources.boards, [expected]);
    assert_eq!(sources.enabled().count(), 0);
    let inline = "board = [{ source = \"lever\", board = \"acme\", company = \"Acme\" }]";
    assert_eq!(Sources::parse(inline, false).unwrap().boards, Sources::parse(ACME, false).unwrap().boards);
    assert_eq!(Sources::parse("", false).unwrap(), Sources::default());
}

#[test]
fn what_is_wrong_is_named_with_its_line_and_what_to_write() {
    let check = |text: &str, expected: &str| {
        let error = Sources::parse(text, false).unwrap_err();
        assert!(error.to_string().starts_with(expected), "{error}\n{text}");
    };
    let field = |line: &str| format!("{ACME}{line}\n");
    check("contact = \"a\"\nboard = ", "line 2: it is no TOML: ");
    check("contct = \"a\"", "line 1: there is no field \"contct\": did you mean \"contact\"?");
    check("board = 3", "line 1: boards are written as [[board]]");
    check("[board]\nsource = \"lever\"", "line 1: boards are written as [[board]]");
    check("board = [3]", "line 1: a board is [[board]]");
    check(
        "\n[[board]]\nsource = \"lever\"\nboard = \"a\"",
        "line 2: this board has no company: add company = ",
    );
    check(
        "[[board]]\nsource = \"smart-recruiter\"",
        "line 2: there is no source \"smart-recruiter\": did you mean \"smartrecruiters\"?",
    );
    check(
        "[[board]]\nsource = \"Green House\"",
        "line 2: there is no source \"Green House\": did you mean \"greenhouse\"?",
    );
    check("[[board]]\nsource = \"hotmail\"", "line 2: there is no source \"hotmail\": it is one of ashby, ");
    check("[[board]]\nsource = 3", "line 2: source is a text: put it into quotation marks");
    check(&field("tokn = \"a\""), "line 5: there is no field \"tokn\": it is one of source, board, ");
    check(&field("baseurl = \"a\""), "line 5: there is no field \"baseurl\": did you mean \"base_url\"?");
    check(&field("enabled = \"no\""), "line 5: enabled is true or false");
    check(&field("links = \"/jobs/\""), "line 5: links is for boards of the source \"jsonld\" alone");
    check(&ACME.repeat(2), "line 5: lever:acme stands in line 1 already: remove one of the two");
    check(&ACME.replace("acme", "a/../b"), "line 3: board has characters that no board's token has");
    check(
        &ACME.replace("acme", "https://jobs.lever.co/northwind/7"),
        "line 3: board has characters that no board's token has: it is one word of the address, not all of it: did you mean \"northwind\"?",
    );
    check(&ACME.replace("acme", ""), "line 3: board is empty");
    check(&ACME.replace("Acme", " "), "line 4: company is empty");
    check(&ACME.replace("lever", "workday"), "line 3: board is not of the form \"tenant.wd5/Site\"");
    check(&ACME.replace("lever", "jsonld"), "line 1: url is missing: name the page");
}

#[test]
fn addresses_are_public() {
    let check = |field: &str, address: &str, allow_loopback, expected: Option<&str>| {
        let text = format!("{ACME}{field} = \"{address}\"\n");
        match (Sources::parse(&text, allow_loopback), expected) {
            (Ok(_), None) => {}
            (Err(error), Some(expected)) => {
                assert!(
                    error.to_string().starts_with("line 5: ") && error.what.contains(expected),
                    "{error}"
                );
            }
            (result, _) => panic!("{address}: {result:?}"),
        }
    };
    check("base_url", "http://127.0.0.1:8080", true, None);
    check("base_url", "http://127.0.0.1:8080", false, Some("ports 80 and 443"));
    check("base_url", "http://localhost", false, Some("not a public one"));
    check("base_url", "http://10.0.0.1", true, Some("not a public one"));
    check("base_url", "http://[fd00::1]", true, Some("not a public one"));
    check("url", "http://127.0.0.1", true, Some("not a public one"));
    check("url", "https://jobs.acme.com", false, None);
    check("url", "jobs.acme.com", false, Some("is no address: write it whole"));
    check("url", "ftp://jobs.acme.com", false, Some("only plain http and https"));
}

#[test]
fn one_page_is_followed_once() {
    let page = |board: &str| {
        format!(
            "[[board]]\nsource = \"jsonld\"\nboard = \"{board}\"\ncompany = \"Acme\"\nurl = \"https://acme.com/careers\"\n"
        )
    };
    let error = Sources::parse(&(page("a") + &page("b")), false).unwrap_err();
    assert_eq!(
        error.to_string(),
        "line 6: https://acme.com/careers stands in line 1 already: remove one of the two"
    );
}

#[test]
fn a_board_is_added_and_all_else_stays() {
    let text = "# mine\ncontact = \"me\" # here\n\n\n";
    let board = Board {
        url: Some("https://jobs.eu.lever.co".into()),
        ..Board::new(Kind::Lever, "acme", "Acme \"& Co\"")
    };
    let with = add(text, &board).unwrap();
    assert!(with.starts_with("# mine\ncontact = \"me\" # here\n\n[[board]]\nsource = \"lever\"\n"), "{with}");
    assert_eq!(Sources::parse(&with, false).unwrap().boards, std::slice::from_ref(&board));
    let off = Board { enabled: false, ..Board::new(Kind::Workday, "acme.wd5/Careers", "Acme") };
    let both = add(&with, &off).unwrap();
    assert!(both.starts_with(&with));
    assert_eq!(Sources::parse(&both, false).unwrap().boards, [board.clone(), off]);
    assert!(add(&with, &board).unwrap_err().what.contains("already"));
    assert!(add("contact =", &board).unwrap_err().what.contains("no TOML"));
    assert!(add("", &Board::new(Kind::Jsonld, "acme", "Acme")).unwrap_err().what.contains("url is missing"));
    assert!(add("", &board).unwrap().starts_with("[[board]]"));
}
