//! The kind of contract: by the feed's own field, else by the title, else by a sentence that says it of this job.

use std::sync::LazyLock;

use catalog::schema::Employment;

use crate::clues::{About, Clues};
use crate::scan::{Phrases, padded};
use crate::{Derived, Field};

/// Phrases of folded words; the first kind that has one decides. Unlimited contracts (`CDI`, `unbefristet`, `permanent`) say
/// nothing of hours.
const CONTRACTS: &[(Employment, &str)] = &[
    (
        Employment::Internship,
        "intern|interns|internship|internships|traineeship|trainee|working student|werkstudent|werkstudentin|praktikum|praktikant|praktikantin|pflichtpraktikum|stage|stagiaire|alternance|alternant|alternante|apprenticeship|apprentice|apprentissage|contrat d apprentissage|contrat de professionnalisation|duales studium|ausbildung|becario|becaria|beca|practicas|practicante|pasantia|estagio|estagiario|estagiaria|jovem aprendiz|tirocinio|stagista|stagiair|afstudeerstage|staz|stazysta|stazystka|praktyki|co op|industrial placement|student",
    ),
    (
        Employment::Temporary,
        "temporary|temp|seasonal|seasonal work|zeitarbeit|interim|interimaire|saisonnier|saisonarbeit|aushilfe|temporal|temporaire|tijdelijk|uitzendwerk|praca tymczasowa|temporario|tempo determinado|casual|per diem",
    ),
    (
        Employment::Contract,
        "contract|contractor|contractors|contracting|freelance|freelancer|freelancers|independent contractor|fixed term|fixed term contract|ftc|cdd|contrat a duree determinee|befristet|befristeter vertrag|befristete anstellung|freiberuflich|freiberufler|selbststandig|freier mitarbeiter|independant|portage salarial|autonomo|contrato por obra|obra y servicio|contrato temporal|por proyecto|prestador de servicos|pj|pessoa juridica|zzp|zzper|detachering|b2b|kontrakt b2b|umowa b2b|umowa zlecenie|umowa o dzielo|partita iva|secondment|maternity cover|limited term|c2c|corp to corp|1099|w2 contract|term contract",
    ),
    (
        Employment::PartTime,
        "part time|parttime|teilzeit|temps partiel|media jornada|tiempo parcial|jornada parcial|meio periodo|tempo parcial|deeltijd|niepelny etat|czesc etatu|pol etatu|deltid|minijob|geringfugig",
    ),
    (
        Employment::FullTime,
        "full time|fulltime|vollzeit|temps plein|temps complet|tiempo completo|jornada completa|tempo integral|periodo integral|voltijd|pelny etat|tempo pieno|heltid|kokoaikainen|umowa o prace|clt",
    ),
];

/// The contract.
pub fn employment(title: &str, hint: Option<&str>, clues: &Clues<'_>) -> Derived<Employment> {
    if let Some(hint) = hint
        && let Some(value) = of_hint(hint)
    {
        return Derived::new(value, Field::Structured, hint);
    }
    of_title(title).or_else(|| of_text(clues)).unwrap_or_default()
}

/// The kinds' phrases, then words that say of a contract that it has no end, and that it has one.
static KINDS: LazyLock<Phrases> = LazyLock::new(|| {
    let unlimited = "permanent|unbefristet|indefinite|indefinido|indeterminado|vast contract|perm";
    let limited = "fixed term|temporary|freelance|cdd|befristet";
    Phrases::new(CONTRACTS.iter().map(|(_, phrases)| *phrases).chain([unlimited, limited]))
});

/// Feeds write `FullTime`, `full_time`, `Full-time`, `Permanent, full time`, `Full-time or part-time`.
fn of_hint(hint: &str) -> Option<Employment> {
    let spaced: String = hint
        .char_indices()
        .flat_map(|(i, c)| {
            let inner = i > 0 && c.is_uppercase() && hint[..i].ends_with(char::is_lowercase);
            [inner.then_some(' '), Some(if c == '_' { ' ' } else { c })]
        })
        .flatten()
        .collect();
    let marks = KINDS.marks(&padded(&spaced));
    let says = |list: usize| marks & 1 << list != 0;
    // "Permanent contract" is a contract without an end.
    let is_unlimited = says(CONTRACTS.len()) && !says(CONTRACTS.len() + 1);
    // "Full-time, temporary": the length of the contract tells more than the hours.
    let stated = |value: Employment| CONTRACTS.iter().position(|(v, _)| *v == value).is_some_and(says);
    let full_or_part = stated(Employment::FullTime) && stated(Employment::PartTime);
    let kinds = CONTRACTS.iter().map(|(value, _)| *value);
    let mut kinds = kinds.filter(|v| !(full_or_part && *v == Employment::PartTime));
    kinds.find(|value| stated(*value) && !(*value == Employment::Contract && is_unlimited))
}

/// "Contract Manager", "Contracts Engineer", "Stage Manager", "Temp Agency": what the work is at. And a business sold to others,
/// which is no contract.
const THINGS: &str = "contract manager|contract management|contract specialist|contract administrator|contract analyst|contract negotiator|contract lifecycle|smart contract|contract counsel|contract attorney|contract recruiter|contract manufacturing|contract research|contract testing|contract law|contract associate|design by contract|stage manager|early stage|late stage|stage technician|stage hand|multi stage|student success|student services|student affairs|student advisor|student support|student experience|student housing|student recruitment|international student|intern program|internship program|internship coordinator|apprenticeship manager|trainee program manager|casual games|casual dining|temp control|temp staffing|permanent|b2b sales|b2b marketing|b2b saas|b2b account|b2b growth|b2b content|b2b product|b2b partnerships|interim report|contracting officer|contracting operations|contracting manager|contracting specialist|general contractor|contractor management|contractor relations|contractor manager|b2b|student|pj|clt|beca|casual";

static THINGS_FOUND: LazyLock<Phrases> = LazyLock::new(|| Phrases::new([THINGS]));

fn of_title(title: &str) -> Option<Derived<Employment>> {
    let text = THINGS_FOUND.without(&padded(title));
    let (kind, phrase) = KINDS.first(&text).filter(|(kind, _)| *kind < CONTRACTS.len())?;
    Some(Derived::new(CONTRACTS[kind].0, Field::Title, phrase))
}

/// Sentences that say it of this job; `{}` stands for a kind's words.
const SENTENCES: [&str; 21] = [
    "employment type {}",
    "job type {}",
    "contract type {}",
    "type of contract {}",
    "type of employment {}",
    "position type {}",
    "work type {}",
    "schedule {}",
    "this is a {}",
    "this {} position",
    "this {} role",
    "this is an {}",
    "as a {} employee",
    "as a {} team member",
    "{} position",
    "type de contrat {}",
    "vertragsart {}",
    "beschaftigungsart {}",
    "anstellungsart {}",
    "tipo de contrato {}",
    "in {} festanstellung",
];

/// Words of each kind, as texts say them of a job.
const WORDS: [(Employment, &str); 5] = [
    (
        Employment::FullTime,
        "full time|fulltime|vollzeit|temps plein|tiempo completo|jornada completa|tempo integral|tempo inteiro|voltijd|pelny etat",
    ),
    (Employment::PartTime, "part time|teilzeit|temps partiel|media jornada|jornada parcial|deeltijd"),
    (Employment::Contract, "contract|fixed term|freelance|independent contractor|cdd|befristet"),
    (Employment::Temporary, "temporary|seasonal"),
    (Employment::Internship, "internship|praktikum|stage|alternance"),
];
/// What every line has that says it, in any case.
pub const STEMS: &str = "full-t|full t|fullt|full\u{2011}t|full\u{2010}t|full–t|vollzeit|temps plein|tiempo completo|jornada|tempo inte|voltijd|ny etat|part-t|part t|part\u{2011}t|part\u{2010}t|part–t|teilzeit|temps partiel|deeltijd|contra|fixed|freelance|cdd|befristet|temporary|seasonal|internship|praktikum|stage|alternance|week|woche|wöchentlich|semaine|semana|tygod|tydz";
/// Longer lines are no list of terms, bytes.
const SHORT: usize = 60;
/// What parts the terms of such a list.
const CLAUSES: [char; 7] = [',', '.', ';', '(', '|', '•', '·'];
/// Longer lines are paragraphs on something else, bytes.
const LONGEST: usize = 600;

struct Tables {
    /// For each word the sentences that say it.
    sentences: Phrases,
    words: Vec<(Employment, &'static str)>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let words = || WORDS.into_iter().flat_map(|(value, words)| words.split('|').map(move |w| (value, w)));
    let said = words().map(|(_, word)| {
        // "This is a contract" may be on anything.
        let anchors = SENTENCES.iter().filter(|s| word != "contract" || s.contains("type"));
        anchors.map(|sentence| sentence.replace("{}", word)).collect::<Vec<_>>().join("|")
    });
    let said: Vec<String> = said.collect();
    let sentences = Phrases::new(said.iter().map(String::as_str));
    Tables { sentences, words: words().collect() }
});

fn of_text(clues: &Clues<'_>) -> Option<Derived<Employment>> {
    let Tables { sentences, words } = &*TABLES;
    let lines = clues.lines(About::Employment).map(|(_, line)| line);
    for line in lines.filter(|line| line.len() < LONGEST) {
        let folded = padded(line);
        // "Full-time" as a line of its own, or "Full-time, permanent."
        let alone = || {
            let first = line.split(CLAUSES).next().filter(|_| line.len() <= SHORT).map(padded)?;
            words.iter().find(|(_, word)| first.trim() == *word && *word != "contract")
        };
        let said = sentences.first(&folded).and_then(|(word, _)| words.get(word)).or_else(alone);
        if let Some((value, word)) = said {
            return Some(Derived::new(*value, Field::Description, word));
        }
        let basis = [" full time basis ", " is full time ", " on a full time "];
        if basis.iter().any(|phrase| folded.contains(phrase)) || is_full_week(&folded) {
            return Some(Derived::new(Employment::FullTime, Field::Description, line));
        }
    }
    None
}

/// "40 hours a week", "37.5 hrs/week": a week of 35 to 42 hours, and not one of "20 to 40".
fn is_full_week(padded: &str) -> bool {
    let words: Vec<&str> = padded.split(' ').filter(|w| !w.is_empty()).collect();
    let is_hours = |w: &&&str| {
        matches!(
            **w,
            "hours" | "hour" | "hrs" | "h" | "stunden" | "std" | "heures" | "horas" | "uur" | "godzin"
        )
    };
    let is_week = |w: &&str| {
        matches!(
            *w,
            "week" | "weekly" | "woche" | "wochentlich" | "semaine" | "semana" | "tygodniowo" | "tydzien"
        )
    };
    words.iter().enumerate().any(|(i, word)| {
        let full = word.parse().is_ok_and(|n: u32| (35..=42).contains(&n));
        // The half hour of "37.5" stands between.
        let after = if words.get(i + 1).is_some_and(|w| *w == "5") { i + 2 } else { i + 1 };
        let range = i > 0 && (words[i - 1] == "to" || words[i - 1].parse::<u32>().is_ok());
        let weekly =
            words.get(after).filter(is_hours).is_some() && words.iter().skip(after + 1).take(2).any(is_week);
        full && weekly && !range
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contracts_come_from_the_feed_then_the_title() {
        let check = |title: &str, hint: Option<&str>, expected: Employment| {
            assert_eq!(employment(title, hint, &Clues::of("")).value, expected, "{title} {hint:?}");
        };
        check("Engineer", Some("FullTime"), Employment::FullTime);
        check("Engineer", Some("FULL_TIME"), Employment::FullTime);
        check("Engineer", Some("CDI"), Employment::Unspecified);
        check("Engineer", Some("CDD"), Employment::Contract);
        check("Engineer", Some("Permanent"), Employment::Unspecified);
        check("Engineer", Some("Permanent contract"), Employment::Unspecified);
        check("Engineer", Some("Permanent, full time"), Employment::FullTime);
        check("Engineer", Some("Unbefristet, Vollzeit"), Employment::FullTime);
        check("Engineer", Some("Befristet"), Employment::Contract);
        check("Engineer", Some("Full-time or part-time"), Employment::FullTime);
        check("Engineer", Some("Part-time"), Employment::PartTime);
        check("Engineer", Some("Umowa zlecenie"), Employment::Contract);
        check("Engineer", Some("Fixed-term (12 months)"), Employment::Contract);
        check("Engineer", Some("Full time, temporary"), Employment::Temporary);
        check("Engineer (6 month contract)", None, Employment::Contract);
        check("Contracts Engineer", None, Employment::Unspecified);
        check("Smart Contract Engineer", None, Employment::Unspecified);
        check("Contract Manager", None, Employment::Unspecified);
        check("B2B Growth Lead", None, Employment::Unspecified);
        check("Engineering Intern", None, Employment::Internship);
        check("Alternance - Développeur web", None, Employment::Internship);
        check("Werkstudent Data Science (m/w/d)", None, Employment::Internship);
        check("Early-stage Product Engineer", None, Employment::Unspecified);
        check("Entwickler in Teilzeit", None, Employment::PartTime);
        check("Desarrollador autónomo", None, Employment::Contract);
        check("Estágio em Dados", None, Employment::Internship);
        check("Product Owner (Interim)", None, Employment::Temporary);
        check("Internal Tools Engineer", None, Employment::Unspecified);
    }

    #[test]
    fn texts_say_it_of_this_job() {
        let check = |text: &str, expected: Employment| {
            assert_eq!(employment("Engineer", None, &Clues::of(text)).value, expected, "{text}");
        };
        check("Employment type: Full-time", Employment::FullTime);
        check("This is a full-time position in Lisbon.", Employment::FullTime);
        check("This is a fixed-term contract of a year.", Employment::Contract);
        check("Type de contrat : CDD", Employment::Contract);
        check("You work 40 hours a week.", Employment::FullTime);
        check("37.5 hrs/week", Employment::FullTime);
        check("20 to 40 hours a week", Employment::Unspecified);
        check("Benefits for all full-time employees", Employment::Unspecified);
        check("You negotiate contracts.", Employment::Unspecified);
        check("As a full-time employee you get a laptop.", Employment::FullTime);
        check("Teilzeit", Employment::PartTime);
        check("Full-time, permanent.", Employment::FullTime);
        check("Part-time, 20 hours a week.", Employment::PartTime);
        check("Vollzeit, unbefristet.", Employment::FullTime);
        check("Jornada completa.", Employment::FullTime);
        check("Temps plein, CDI.", Employment::FullTime);
        check("Pełny etat.", Employment::FullTime);
        check("Tempo inteiro", Employment::FullTime);
        check(
            "Full-time, part-time and remote people get the same benefits, and the same laptop.",
            Employment::Unspecified,
        );
        check("Full-time or part-time", Employment::Unspecified);
        check("Contract, invoices and taxes", Employment::Unspecified);
    }
}
