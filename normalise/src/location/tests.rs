use super::*;
use catalog::place::Region;

fn read_one(text: &str) -> Read {
    read(&Input { locations: &[text], ..Input::default() })
}

fn shown(read: &Read) -> String {
    let place = |p: &Derived<Place>| match &p.value.city {
        Some(city) => city.slug.clone(),
        None => p.value.country.code().to_owned(),
    };
    read.places.iter().map(place).collect::<Vec<_>>().join(" ")
}

fn open(read: &Read) -> String {
    match &read.open_to.value {
        OpenTo::Unspecified => "-".to_owned(),
        OpenTo::Worldwide => "worldwide".to_owned(),
        OpenTo::Only(all) => {
            let code = |t: &Territory| match t {
                Territory::Region(region) => region.code().to_owned(),
                Territory::Country(country) => country.code().to_owned(),
            };
            all.iter().map(code).collect::<Vec<_>>().join(" ")
        }
    }
}

#[test]
fn places_resolve() {
    let check = |text: &str, expected: &str| assert_eq!(shown(&read_one(text)), expected, "{text}");
    check("Tbilisi, Georgia", "tbilisi-ge");
    check("Atlanta, Georgia", "atlanta-us");
    check("London, Ontario", "london-ca");
    check("London", "london-gb");
    check("Cambridge, MA", "cambridge-us");
    check("Birmingham, AL", "birmingham-us");
    check("Dublin", "dublin-ie");
    check("Dublin, OH", "dublin-oh-us");
    check("Greater Berlin", "berlin-de");
    check("Remote U.S.", "US");
    check("IND", "IN");
    check("Berlin, Germany", "berlin-de");
    check("2 Locations", "");
    check("#LI-Remote", "");
    check("N/A", "");
    check("Multiple Locations", "");
    check("Singapore", "singapore-sg");
    check("Hong Kong", "hong-kong-hk");
    check("Luxembourg", "LU");
    check("Luxembourg, Luxembourg", "luxembourg-lu");
    check("Stratford-upon-Avon", "stratford-upon-avon-gb");
    check("Seattle Washington", "seattle-us");
    check("Houston Texas United States", "houston-us");
    check("Bremen Germany", "bremen-de");
    check("Mumbai Maharashtra India", "mumbai-in");
    check("Taipei City", "taipei-tw");
    check("New York", "new-york-city-us");
    check("California, United States", "US");
    check("Quebec, Canada", "CA");
    check("Pune, IN", "pune-in");
    check("Berlin, DE, 10557", "berlin-de");
    check("Kingston, CA", "kingston-ca");
    check("Pasadena, CA", "pasadena-ca-us");
    check("Toronto, ON, CA, M5V 2T6", "toronto-ca");
    check("Waterloo, ON", "waterloo-ca");
    check("Leeds, West Yorkshire, England, United Kingdom", "leeds-gb");
    check("Madrid, Madrid, ESP", "madrid-es");
    check("Hsinchu, Taiwan, TW", "hsinchu-tw");
    check("Nowhereville, TX, US", "US");
    check("Halle (Saale)", "halle-saale-de");
    check("Bogotá, D.C.", "bogota-co");
    check("Campinas, São Paulo, Brazil", "campinas-br");
    check("Niterói, Rio de Janeiro", "niteroi-br");
    check("São Paulo", "sao-paulo-br");
    check("Utrecht", "utrecht-nl");
    check("Winterthur, Zürich", "winterthur-ch");
    check("Johor, Malaysia", "MY");
    check("Reading, Berkshire", "reading-gb");
    check("Nagpur, MH", "nagpur-in");
    check("Tel Aviv District, Israel", "tel-aviv-il");
    check("Oftersheim", "oftersheim-de-2857752");
    check("Hospital", "");
    check("Münster", "munster-de");
    check("Munster, Ireland", "IE");
    check("La Habana", "havana-cu");
    check("Sevilla (presencial)", "sevilla-es");
    check("Bonn oder mobil", "bonn-de");
    check("Athlone, Co. Westmeath", "athlone-ie");
}

#[test]
fn names_in_common_use_are_known() {
    let check = |texts: &str, expected: &str| {
        for text in texts.split('|') {
            assert_eq!(shown(&read_one(text)), expected, "{text}");
        }
    };
    check("NYC|NY|New York City|Tri-State Area|Greater New York City Area|NYC HQ", "new-york-city-us");
    check(
        "SF|Bay Area|SF Bay Area|San Francisco Bay Area|Silicon Valley|San Francisco Office",
        "san-francisco-us",
    );
    check("LA|Los Angeles Metropolitan Area|Greater Los Angeles", "los-angeles-us");
    check("DC|Washington D.C.|Washington, DC", "washington-us");
    check("Bengaluru|Bangalore|Bangalore Urban, Karnataka|Bengaluru (India)", "bengaluru-in");
    check("München|Munich|Muenchen|Munich Office", "munich-de");
    check("Köln|Cologne|Koeln, Germany", "koln-de");
    check("Wien|Vienna|Wien, Österreich", "vienna-at");
    check("Praha|Prague|Praha, Czechia", "prague-cz");
    check("Lisboa|Lisbon|Lisboa, Portugal", "lisbon-pt");
    check("Warszawa|Warsaw|Warszawa, Polska", "warsaw-pl");
    check("Kraków|Krakow|Cracow", "krakow-pl");
    check("Zürich|Zurich|Zuerich|Zürich, Schweiz", "zurich-ch");
    check("Genève|Geneva|Genf", "geneva-ch");
    check("Den Haag|The Hague", "the-hague-nl");
    check("Gurgaon|Gurugram|Gurugram, Haryana, IND", "gurugram-in");
    check("Saigon|HCMC|Ho Chi Minh City", "ho-chi-minh-city-vn");
    check("CDMX|Ciudad de México|Mexico City", "mexico-city-mx");
    check("St. Louis, MO|Saint Louis, Missouri|St Louis", "st-louis-us");
    check("Frankfurt|Frankfurt am Main|Frankfurt, DE", "frankfurt-am-main-de");
    check("Walldorf, Baden-Württemberg, DE", "walldorf-de-2814670");
}

#[test]
fn countries_are_known_in_many_languages() {
    let check = |texts: &str, expected: &str| {
        for text in texts.split('|') {
            assert_eq!(shown(&read_one(text)), expected, "{text}");
        }
    };
    check(
        "Germany|Deutschland|Allemagne|Alemania|Duitsland|Niemcy|Alemanha|DEU|Remote - DEU|bundesweit",
        "DE",
    );
    check("United States|USA|U.S.A.|US|États-Unis|Estados Unidos|Stany Zjednoczone|Anywhere in the US", "US");
    check("The Netherlands|Nederland|Pays-Bas|Holandia|NLD|NL", "NL");
    check("UK|United Kingdom|England|Großbritannien|Wielka Brytania|Scotland, UK", "GB");
    check("Korea (Republic of)|South Korea|KOR", "KR");
    check("Polska|Pologne|POL", "PL");
    check("LU", "LU");
    check("Texas|TX|Remote (Texas)|MO, AR, LA, KS", "US");
    check("Ontario|British Columbia, Canada|CAN", "CA");
}

#[test]
fn forms_of_writing_resolve() {
    let check = |text: &str, expected: &str| assert_eq!(shown(&read_one(text)), expected, "{text}");
    check("CA - San Diego", "san-diego-us");
    check("US-CA-San Francisco", "san-francisco-us");
    check("USA-WA-Tacoma, USA-GA-Atlanta", "tacoma-us atlanta-us");
    check("United States, Georgia, Atlanta", "atlanta-us");
    check("US-Chicago; US-Atlanta; US-Remote", "chicago-us atlanta-us");
    check("CA-Toronto", "toronto-ca");
    check("Canada-Toronto", "toronto-ca");
    check("IN - Bengaluru", "bengaluru-in");
    check("GB-London", "london-gb");
    check("NYC-Platform", "new-york-city-us");
    check("Porto (Portugal)", "porto-pt");
    check("Office - Helsinki", "helsinki-fi");
    check("Oslo HQ", "oslo-no");
    check("Remote - Porto", "porto-pt");
    check("Hybrid - London", "london-gb");
    check("Remote (US)", "US");
    check("US | Remote, United States", "US");
    check("TX | Austin (9 Example Rd | XY1, United States", "austin-us");
    check("Reno Branch - Reno, NV 89502", "reno-us");
    check("Berlin, CT", "US");
    check("Cape Town, SA", "cape-town-za");
    check("Denver, CO, US, 80202+3 more…", "denver-us");
    check("London & other locations", "london-gb");
    check("INDIA - HYDERABAD - MAIN OFFICE", "hyderabad-in");
    check("Remote within US and Canada", "US CA");
    check("New Orleans, LA USA 70112", "new-orleans-us");
    check("Austin TX", "austin-us");
    check("Toronto ON", "toronto-ca");
    check("San Jose CA 95110", "san-jose-us");
    check("US, AR, Remote", "US");
    check("US, CA, Santa Clara", "santa-clara-us");
    check("US East Coast", "US");
    check("Remote - US - West", "US");
    check("Remote, US (except CA, NY)", "US");
    check("Leeds, City of", "leeds-gb");
    check("PERTH, WESTERN AUSTRALIA, Australia", "perth-au");
    check("Petaling Jaya, Selangor, Malaysia", "petaling-jaya-my");
    check("Makati, Metro Manila, Philippines", "makati-city-ph");
    check("Medellín, Antioquia, Colombia", "medellin-co");
    check("São Paulo, SP, Brazil", "sao-paulo-br");
    check("Quezon City, National Capital Region, Philippines", "quezon-city-ph");
    check("Canada, US time zones", "CA");
    check("Central London", "london-gb");
    check("Berlin Mitte", "berlin-de");
    check("København K", "copenhagen-dk");
    check("Boston Scientific", "");
    check("GB-Leeds-Aire Park", "leeds-gb");
    check("TX | Lubbock Depot | 9XY", "lubbock-us");
    check("Fairview - Akron, OH 44301", "akron-us");
    check("Our offices in Oslo and Porto", "oslo-no porto-pt");
    check("Remote (must be located in Ohio)", "US");
    check("UK & Ireland", "GB IE");
}

#[test]
fn several_places_in_one_string_are_all_kept() {
    let check = |text: &str, expected: &str| assert_eq!(shown(&read_one(text)), expected, "{text}");
    check("San Francisco, CA; New York, NY; Remote - Canada", "san-francisco-us new-york-city-us CA");
    check("Paris / Lyon", "paris-fr lyon-fr");
    check("Sydney Or Melbourne", "sydney-au melbourne-au");
    check("Madrid y Barcelona", "madrid-es barcelona-es");
    check("Berlin oder Hamburg", "berlin-de hamburg-de");
    check("Oslo • Bergen", "oslo-no bergen-no");
    check("SF, SEA, NY, Remote-US", "san-francisco-us seattle-us new-york-city-us");
    check("Seattle, Portland, New York, US - Remote", "seattle-us portland-us new-york-city-us");
    check("US-SF, US-Seattle", "san-francisco-us seattle-us");
    check("CPT/JHB", "cape-town-za johannesburg-za");
    check("Curitiba/PR", "curitiba-br");
    check("Germany: Berlin, Munich", "berlin-de munich-de");
    check("Trinidad and Tobago", "TT");
    check("Austin, TX or Remote", "austin-us");
    check("Denver, Toronto, Remote in the US", "denver-us toronto-ca");
    check("Chicago, Toronto, Remote - US", "chicago-us toronto-ca");
}

#[test]
fn the_unknown_stays_as_it_is_written() {
    let check = |text: &str, places: &str, unresolved: &[&str]| {
        let read = read_one(text);
        assert_eq!(
            (shown(&read).as_str(), read.unresolved),
            (places, unresolved.iter().map(|u| (*u).to_owned()).collect()),
            "{text}"
        );
    };
    check("Planet Express", "", &["Planet Express"]);
    check("Cambridge", "", &["Cambridge"]);
    check("Georgia", "", &["Georgia"]);
    check("Springfield", "US", &[]);
    check("Xyz Abc Def United States", "", &["Xyz Abc Def United States"]);
    check("", "", &[]);
}

#[test]
fn remote_says_from_where() {
    let check = |text: &str, expected: &str| {
        let read = read_one(text);
        assert_eq!(open(&read), expected, "{text}");
        assert_eq!(read.workplace.value == Workplace::Remote, expected != "-", "{text}");
    };
    check("Remote, Canada", "CA");
    check("Remote - EMEA", "EMEA");
    check("EMEA Remote", "EMEA");
    check("Remote (Worldwide)", "worldwide");
    check("Anywhere (Remote)", "worldwide");
    check("Remote - Anywhere in the US", "US");
    check("Remote (US & Canada)", "CA US");
    check("DACH (Remote)", "AT CH DE");
    check("Remote, Nordics", "DK FI IS NO SE");
    check("Benelux - remote", "BE LU NL");
    check("Remote in Europe or LATAM", "EU LATAM");
    check("New York, NY; Remote (US); Remote (Canada)", "CA US");
    check("Homeoffice, Deutschland", "DE");
    check("Télétravail, France", "FR");
    check("Praca zdalna, Polska", "PL");
    check("Remote EU/UK", "EU GB");
    check("Remote US/CAN", "CA US");
    check("Denver, Toronto, Remote in the US", "US");
    check("Denver, London, Remote - US", "US");
    check("Lille / Télétravail partiel", "-");
    check("Europe (remote) or Tampere", "EU");
    check("Berlin", "-");
    check("Hybrid - Berlin", "-");
    assert_eq!(open(&read_one("Remote")), "-");
}

#[test]
fn other_fields_say_where_the_places_are_silent() {
    let check = |input: Input<'_>, places: &str, expected: &str| {
        let read = read(&input);
        assert_eq!((shown(&read).as_str(), open(&read).as_str()), (places, expected), "{input:?}");
    };
    let base = Input::default();
    check(Input { locations: &["Remote"], country_hint: Some("ZA"), ..base }, "ZA", "ZA");
    check(Input { locations: &["N/A"], offices: &["Canada Locations"], ..base }, "CA", "-");
    check(Input { locations: &["Remote"], offices: &["Graz, Styria, Austria"], ..base }, "graz-at", "AT");
    check(Input { locations: &["Austria"], offices: &["Graz, Styria, Austria"], ..base }, "graz-at", "-");
    check(Input { locations: &["Remote, Austria"], offices: &["Graz, Styria, Austria"], ..base }, "AT", "AT");
    check(Input { locations: &["Vienna"], offices: &["Graz, Styria, Austria"], ..base }, "vienna-at", "-");
    check(Input { locations: &["Norway"], title: "Field Engineer (Bergen)", ..base }, "bergen-no", "-");
    check(Input { locations: &["Norway"], title: "Field Engineer (Kotlin)", ..base }, "NO", "-");
    check(Input { locations: &["US"], title: "Java Developer (Spring)", ..base }, "US", "-");
    check(Input { title: "Elixir Developer (Phoenix)", ..base }, "", "-");
    check(Input { title: "Platform Engineer - Tallinn", ..base }, "tallinn-ee", "-");
    check(Input { locations: &["Hamilton"], country_hint: Some("CA"), ..base }, "hamilton-ca", "-");
    check(Input { locations: &["London"], country_hint: Some("US"), ..base }, "london-gb", "-");
    check(Input { locations: &["Remote"], text: "You must be based in Portugal.", ..base }, "", "PT");
}

#[test]
fn groups_of_countries_are_no_places() {
    for text in ["EU", "Europe", "LATAM", "APAC", "Iberia", "NAMER", "Middle East"] {
        let read = read_one(text);
        assert!(read.places.is_empty() && read.unresolved.is_empty(), "{text}: {read:?}");
    }
    assert_eq!(open(&read_one("Remote, Americas")), Region::Amer.code());
}
