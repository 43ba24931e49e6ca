use catalog::place::{Country, Place};

use super::super::shown;
use super::*;
use crate::{Input, StatedPay};

fn place(country: &str) -> Derived<Place> {
    let country = Country::parse(country).unwrap();
    Derived::new(Place { city: None, region: None, country }, Field::Location, "there")
}

fn check(text: &str, expected: &str) {
    assert_eq!(shown(read(text, false, &[])), expected, "{text}");
}

#[test]
fn texts_state_pay() {
    check("The salary range is $150,000 - $200,000 per year.", "150000–200000 USD year");
    check("Base salary: $150-200K", "150000–200000 USD year");
    check("Gehalt: 80.000 € – 100.000 €", "80000–100000 EUR year");
    check("Salary £45k - £60k", "45000–60000 GBP year");
    check("Salary: CHF 120'000 – 140'000", "120000–140000 CHF year");
    check("Pay: $25.50 - $40.00 per hour", "25.5–40 USD hour");
    check("Salary up to €90k per year", "…–90000 EUR year");
    check("Salary from £70,000", "70000–… GBP year");
    check("1. Base salary up to $105,000 (by experience).\n2. Signing bonus.", "…–105000 USD year");
    check("We pay a salary of ₹18 LPA", "1800000–1800000 INR year");
    check("Salary: 1.2M JPY / month", "1200000–1200000 JPY month");
    check("Salary: between $60,000 and $70,000", "60000–70000 USD year");
    check("Compensation\n$120,000 — $150,000 USD", "120000–150000 USD year");
    check("Pay range: 27.00 - 48.00 USD hourly", "27–48 USD hour");
    check("Salary: $173,000.00 - $259,600.00/yr.", "173000–259600 USD year");
    check("Weekly pay: $1,200 - $1,500 per week", "1200–1500 USD week");
    check("Employee discount\n$18.40 hourly plus tips", "18.4–18.4 USD hour");
    check("Our clients pay $90 per hour of your work", "-");
    check("Vergütung, 1. Lehrjahr: 1.100,00 €, 2. Lehrjahr: 1.210,00 €", "1100–1210 EUR month");
    check("Vergütung im 1. Jahr: 1.150,00 € 2. Lehrjahr: 1.240,00 € und mehr", "1150–1240 EUR month");
    check("Kollektivvertragliches Mindestgehalt: € 2.900 brutto pro Monat", "2900–… EUR month");
    check("Day rate: £450 - £550", "450–550 GBP day");
    check("USA, OR, Bend - 97,300.00 - 125,700.00 USD annually", "97300–125700 USD year");
    check("Pay from £12.18 an hour; this increases to £13.45 in towns", "12.18–13.45 GBP hour");
    check(
        "The base pay is $120,000 - $160,000 annually.\u{a0} The total compensation is more",
        "120000–160000 USD year",
    );
    check("Pay: USD 7-8k/month", "7000–8000 USD month");
}

#[test]
fn a_line_that_is_a_range_a_year_is_pay() {
    check(
        "We hold equity in trees.\n$85,000 - $95,000 a year\nIn lieu of a letter, call.",
        "85000–95000 USD year",
    );
}

#[test]
fn a_feed_s_range_is_no_base_where_the_text_counts_commissions_in() {
    let check = |text: &str, expected: &str| {
        let stated = StatedPay {
            min: Some(75e3),
            max: Some(90e3),
            currency: "EUR".into(),
            period: "year".into(),
            title: String::new(),
            is_base: true,
        };
        let input = Input { text, pay: &[stated], ..Input::default() };
        assert_eq!(shown(crate::salary::read(&input, &[])), expected, "{text}");
    };
    check("You get €75–90k OTE, uncapped", "-");
    check("You get €75–90k and more", "75000–90000 EUR year");
    check("Base of €75–90k, and €120–140k OTE", "75000–90000 EUR year");
    check("OTE of others is €100,000", "75000–90000 EUR year");
}

#[test]
fn texts_state_pay_in_many_languages() {
    check("Das Jahresgehalt liegt zwischen 60.000 und 75.000 EUR", "60000–75000 EUR year");
    check("Monatsgehalt ab 3.200 € brutto", "3200–… EUR month");
    check("Stundenlohn 18,50 Euro brutto/Std.", "18.5–18.5 EUR hour");
    check("Gehalt: 3.000,00 Euro für 38,5 Stunden pro Woche", "3000–3000 EUR month");
    check("Salaire : 45 à 55 k€ brut/an + variable", "45000–55000 EUR year");
    check("Rémunération : 2 300 € brut par mois", "2300–2300 EUR month");
    check("Salaire ENTRE 34 100 EUR ET 39 200 EUR brut annuel", "34100–39200 EUR year");
    check("Salario: 35.000 € - 42.000 € brutos anuales", "35000–42000 EUR year");
    check("Salaris tussen €3.500 en €5.500 bruto per maand", "3500–5500 EUR month");
    check("Wynagrodzenie: 18 000 - 24 000 PLN brutto miesięcznie", "18000–24000 PLN month");
    check("Salário: R$ 8.000 a R$ 12.000 por mês", "8000–12000 BRL month");
    check("Salary Range: 737 000,00 Kč - 1 143 000,00 Kč ročně", "737000–1143000 CZK year");
}

#[test]
fn other_amounts_are_no_pay() {
    check("We raised $100,000,000 in funding", "-");
    check("Annual bonus of $10,000 - $20,000", "-");
    check("Salary and a $20,000 sign-on bonus", "-");
    check("Base salary plus $5,000 relocation", "-");
    check("Compensation includes 401k and equity worth $50,000 - $90,000", "-");
    check("Salary range: $150-$190K OTE", "-");
    check("Salary: $120,000 - $160,000 on-target earnings", "-");
    check("Our company made $781M in annual revenue", "-");
    check("Salary range: $50,000 - $200,000", "-");
    check("Pay for this role is $200,000 to $240,000 (inclusive of a 20% variable part)", "-");
    check("Salary range: $90,000 - €100,000", "-");
    check("We have 1,000 - 2,000 customers", "-");
    check("We moved over $1.9T in payments volume per year", "-");
    check("Fertility HRA (up to $10,000 per year)", "-");
    check("A phone plan of $600 a year", "-");
    check("Salary on request. Building 1320, Anchorage, AK 99515", "-");
    check("Nettogehalt von 2.500 EUR pro Monat", "-");
    check("Refer a friend and earn a reward from 300 to 1000 EUR", "-");
    check("Tuition reimbursement up to $5,250 per year", "-");
    check("Deals from £50k to £90k a year", "-");
    check("Salary: grade E10", "-");
}

#[test]
fn base_pay_is_told_from_what_stands_beside_it() {
    check("Salary: $80,000 - $95,000 per year, plus commission ($20,000-$23,000)", "80000–95000 USD year");
    check("Base salary $110,000 - $130,000 + equity + bonus", "110000–130000 USD year");
    check("The base salary, excluding bonus, is $110,000 - $130,000", "110000–130000 USD year");
    check("A $500 referral bonus. Salary: $60,000 - $70,000", "60000–70000 USD year");
    check("Salary range: $58,500 base salary, and $18,000 variable commission", "58500–58500 USD year");
}

#[test]
fn several_zones_give_the_widest() {
    let text = "Salary range in zone A: $150,000 - $190,000.\nSalary range in zone B: $130,000 - $165,000.";
    check(text, "130000–190000 USD year");
    let words = read(text, false, &[]).and_then(|p| p.evidence).unwrap().text;
    assert!(words.starts_with("the widest of 2 ranges"), "{words}");
    let list = "Salary by place of work:\nIn the capital: $121,000 - $152,000\nElsewhere in the country: $109,000 - $136,000";
    check(list, "109000–152000 USD year");
    check("Salary: $150k-$190k in the US, CAD 140k-170k in Canada", "150000–190000 USD year");
    check("Base pay is $190-237k in one town and $165k-206K in another", "165000–237000 USD year");
}

#[test]
fn a_bare_sign_is_the_dollar_of_the_place() {
    let check = |text: &str, places: &[&str], expected: &str| {
        let places: Vec<_> = places.iter().map(|p| place(p)).collect();
        assert_eq!(shown(read(text, false, &places)), expected, "{text}");
    };
    let text = "Salary: $135,000 – $170,000 per year";
    check(text, &["US"], "135000–170000 USD year");
    check(text, &["CA"], "135000–170000 CAD year");
    check(text, &["CA", "US"], "135000–170000 USD year");
    check(text, &["CA", "AU"], "-");
    check(text, &["MX"], "-");
    check("Salary: US$135,000 – US$170,000 per year", &["CA"], "135000–170000 USD year");
    check("Base range: $135,000 – $170,000 CAD per year", &["US"], "135000–170000 CAD year");
    check("Base range: CAD $135,000 to $170,000 per year", &[], "135000–170000 CAD year");
    check("Lön: 600 000 kr - 700 000 kr per year, salary", &["SE"], "600000–700000 SEK year");
}

#[test]
fn a_sentence_on_pay_needs_no_word_for_it() {
    let check = |text: &str, expected: &str| assert_eq!(shown(read(text, true, &[])), expected, "{text}");
    check("$120k – $150k", "120000–150000 USD year");
    check("€65,000", "65000–65000 EUR year");
    check("$120k – $150k OTE", "-");
}
