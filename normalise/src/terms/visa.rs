//! Whether a visa is sponsored: what is said of sponsorship counts before what is said of the right to work.

use std::sync::LazyLock;

use catalog::schema::Visa;

use crate::clues::{About, Clues};
use crate::scan::{Phrases, Stems, padded};
use crate::{Derived, Field};

/// Sponsorship of visas by name.
const SPONSORSHIP: &str = "visa sponsorship|visa sponsorships|sponsor visas|sponsor visa|sponsor your visa|sponsor a visa|sponsor work visas|sponsor employment visas|sponsoring visas|sponsorship of visas|sponsor work permits|work visa sponsorship|work permit sponsorship|employment sponsorship|employment visa sponsorship|immigration sponsorship|immigration support|sponsorship support|h1b sponsorship|h 1b sponsorship|h 1b visa|h1b visa|visa support|visa assistance|visa help|visa process|support with visa|support with your visa|help with visa|help with your visa|assistance with visa|relocation and visa|visa and relocation|visa relocation|visa application|visa costs|work permit support|visumsunterstutzung|visum unterstutzung|unterstutzung beim visum|unterstutzung bei visum|unterstutzung bei der visabeschaffung|visa unterstutzung|visumsponsoring|visumsponsorship|parrainage de visa|sponsorisation de visa|prise en charge du visa|accompagnement visa|patrocinio de visa|patrocinio de visado|apoyo con la visa|ayuda con el visado|patrocinio de visto|apoio com visto|pomoc w uzyskaniu wizy|wsparcie wizowe|blue card sponsorship|skilled worker visa";
/// Sponsorship where only its sentence tells that visas are meant.
const MAYBE: &str = "sponsorship|sponsor|sponsoring|sponsored|visa|visas|visum|visado|visto|work permit|work permits|permis de travail|permiso de trabajo";
/// Words that make a sponsorship one of persons who work.
const PERSONS: &str = "candidate|candidates|applicant|applicants|now or in the future|future|this role|this position|this time|employment|employer|work|immigration|individuals|role|position|currently|eligible|require|requiring|required|need|bewerber|candidats|candidatos|kandydat";
/// Sponsorship of something else.
const OTHERS: &str = "executive sponsor|executive sponsors|company sponsored|employer sponsored|event sponsorship|sponsorship revenue|sponsorship packages|sponsorship strategy|project sponsor|sponsored content|sponsored research|sponsor bank|sponsor banks|sponsored merchants|financial sponsors|sponsored advertising|sponsored projects|sponsored programs|clinical sponsor|study sponsor|visa and mastercard|visa mastercard|mastercard|sponsorship sales|sponsorship deals|sponsorship activations|trade shows|conferences|brand";
/// Denials.
const NOT: &str = "not|unable|cannot|can t|won t|don t|doesn t|isn t|aren t|no|without|never|neither|nor|unfortunately|kein|keine|keinen|nicht|ohne|pas|sans|aucun|aucune|sin|niet|geen|nie|nao|sem|ineligible|unavailable|exclude|excluded";
/// Questions and conditions: they say nothing of the answer.
const ASKS: &str = "will you|do you|are you|would you|please indicate|please state|let us know|if you require|if you need|whether you|should you require";

/// The right to work.
const RIGHT: &str = "authorized to work|authorised to work|authorization to work|authorisation to work|work authorization|work authorisation|eligible to work|eligibility to work|right to work|permitted to work|entitled to work|legally able to work|able to work legally|able to legally work|legal right to work|work legally in|valid work permit|existing work permit|valid work visa|unrestricted work|employment authorization|arbeitserlaubnis|arbeitsberechtigung|aufenthaltserlaubnis|permis de travail|autorisation de travail|autorise a travailler|permiso de trabajo|autorizacion para trabajar|autorizacao para trabalhar|werkvergunning|pozwolenie na prace";
/// Citizens only.
const CITIZENS: &str = "us citizen|u s citizen|us citizens|u s citizens|us citizenship|u s citizenship|united states citizen|united states citizenship|citizenship is required|citizenship required|us person|u s person|us persons|u s persons|green card holder|green card holders|must be a citizen|must be citizens|eu citizens only|eu citizenship|eu citizen|british citizen|british citizens|uk national|uk nationals|sole uk national|australian citizen|australian citizens|australian citizenship|canadian citizen|canadian citizens|lawful permanent resident|permanent resident of|permanent residents of|deutsche staatsangehorigkeit|eu staatsburgerschaft|nationalite francaise";
/// Words that make a right or a citizenship a condition.
const MUST: &str = "must|required|require|requires|requirement|only|need|needs|have to|has to|should|applicants|candidates|you are|you re|be able|currently|legally|already|existing|valid|mandatory|essential|proof|held|hold|limited|restricted|due to|possess|without|vorausgesetzt|erforderlich|gultige|voraussetzung|obligatoire|requis|necessaire|indispensable|obligatorio|imprescindible|necesario|contar con|necessario|obrigatorio|vereist|wymagane|wymagany";
/// Sentences of equal treatment and of verification, which are in every American posting.
const LEGAL: &str = "regardless|discriminat|e verify|verify|protected|equal opportunity|national origin|citizenship status|orientation|accommodation|marital|background check|i 9|veteran|immigration status";

/// Demands: "candidates who require sponsorship" asks for something that nothing grants.
const REQUIRES: &str = "require|requires|requiring|need|needs";
/// Words that grant.
const GRANTS: &str = "available|provide|provides|provided|offer|offers|offered|can|will|able|case by case|considered|eligible|support|happy|yes|we sponsor|help|possible|bieten|ubernehmen|proposons|ofrecemos";
/// Offers of sponsorship that does not say of what.
const OFFERS: &str = "we sponsor|sponsorship available|sponsorship is available|sponsorship offered|sponsorship provided|will sponsor|can sponsor|able to sponsor|happy to sponsor";
/// What every sentence on the matter has, in any case.
pub const STEMS: &str = "sponsor|visa|visum|visto|wiz|authori|autori|eligib|citizen|right to work|us person|u.s. person|permi|legally|arbeitserlaubnis|arbeitsberechtigung|aufenthalt|staatsang|staatsb|nationalit|uk national|entitled|resident|green card|unrestricted work|work legally|werkvergunning|pozwolenie";

/// The lists, by their places in [`TABLES`].
#[derive(Clone, Copy)]
enum List {
    Asks,
    Others,
    Sponsorship,
    Not,
    Maybe,
    Persons,
    Requires,
    Grants,
    Offers,
    Right,
    Citizens,
    Must,
}

static TABLES: LazyLock<(Stems, Phrases)> = LazyLock::new(|| {
    let lists =
        [ASKS, OTHERS, SPONSORSHIP, NOT, MAYBE, PERSONS, REQUIRES, GRANTS, OFFERS, RIGHT, CITIZENS, MUST];
    (Stems::new([STEMS]), Phrases::new(lists))
});

/// Whether a visa is sponsored: a refusal counts before an offer, and an offer before a condition that one may work already.
pub fn visa(clues: &Clues<'_>) -> Derived<Visa> {
    let mut offered = None;
    let mut conditioned = None;
    let (stems, _) = &*TABLES;
    let lines = clues.lines(About::Visa).flat_map(|(_, line)| sentences(line));
    for sentence in lines.filter(|sentence| stems.are_in(sentence)) {
        if sentence.trim_end().ends_with('?') {
            continue;
        }
        match said(&padded(sentence)) {
            Some(Said::Refused) => return Derived::new(Visa::Refused, Field::Description, sentence),
            Some(Said::Offered) => offered = offered.or(Some(sentence)),
            Some(Said::Conditioned) => conditioned = conditioned.or(Some(sentence)),
            None => {}
        }
    }
    let derived = |value: Visa, sentence: &str| Derived::new(value, Field::Description, sentence);
    let offered = offered.map(|sentence| derived(Visa::Offered, sentence));
    offered.or_else(|| conditioned.map(|s| derived(Visa::Refused, s))).unwrap_or_default()
}

enum Said {
    Refused,
    Offered,
    /// One must have the right to work already.
    Conditioned,
}

fn said(sentence: &str) -> Option<Said> {
    let marks = TABLES.1.marks(sentence);
    let says = |list: List| marks & 1 << list as u32 != 0;
    if says(List::Asks) {
        return None;
    }
    let named = says(List::Sponsorship);
    let meant = named || (!says(List::Others) && says(List::Maybe) && says(List::Persons));
    if meant && says(List::Not) && (named || is_near(sentence)) {
        return Some(Said::Refused);
    }
    if (named && (!says(List::Requires) || says(List::Grants))) || (meant && says(List::Offers)) {
        return Some(Said::Offered);
    }
    let right = (says(List::Right) || says(List::Citizens)) && says(List::Must);
    let legal = || LEGAL.split('|').any(|stem| sentence.contains(&format!(" {stem}")));
    (right && !legal()).then_some(Said::Conditioned)
}

/// Whether a denial stands near the word for sponsorship: "our sponsorship … without managers" denies nothing of it.
fn is_near(sentence: &str) -> bool {
    let words: Vec<&str> = sentence.split(' ').filter(|w| !w.is_empty()).collect();
    let of = |list: &str, word: &str| list.split('|').any(|w| w == word);
    words.iter().enumerate().filter(|(_, word)| of(MAYBE, word)).any(|(i, _)| {
        let end = words.len().min(i + 7);
        words[i.saturating_sub(8)..end].iter().any(|word| of(NOT, word))
    })
}

/// A line's sentences. "U.S. citizens" goes on: a sentence ends before a capital that follows two letters and a point.
fn sentences(line: &str) -> Vec<&str> {
    let bytes = line.as_bytes();
    let mut out = Vec::new();
    let mut from = 0;
    for (i, c) in line.char_indices() {
        let ends = match c {
            '.' | '!' | '?' => {
                let gap = bytes.get(i + 1).is_none_or(u8::is_ascii_whitespace);
                let short = i >= 2 && !bytes[i - 2].is_ascii_alphanumeric();
                gap && !short
            }
            ';' | '•' | '●' => true,
            _ => false,
        };
        if ends {
            out.push(&line[from..i + c.len_utf8()]);
            from = i + c.len_utf8();
        }
    }
    out.push(&line[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sponsorship_counts_before_the_right_to_work() {
        let check = |text: &str, expected: Visa| assert_eq!(visa(&Clues::of(text)).value, expected, "{text}");
        check("We are unable to sponsor visas.", Visa::Refused);
        check("We do not offer visa sponsorship.", Visa::Refused);
        check("Sponsorship is not available for this role.", Visa::Refused);
        check("No relocation or visa sponsorship.", Visa::Refused);
        check("You work in the U.S. without sponsorship now or in the future.", Visa::Refused);
        check("Applicants must be legally authorized to work in Canada.", Visa::Refused);
        check("You must already have the right to work in Ireland.", Visa::Refused);
        check("Must be a U.S. citizen due to contract terms.", Visa::Refused);
        check("This role requires a U.S. Person under export rules.", Visa::Refused);
        check("Eine gültige Arbeitserlaubnis ist erforderlich.", Visa::Refused);
        check("We offer visa sponsorship.", Visa::Offered);
        check("Visa sponsorship for strong candidates", Visa::Offered);
        check("Relocation and visa support", Visa::Offered);
        check("Requests for visa sponsorship will be considered case by case.", Visa::Offered);
        check("Visa sponsorship is available. You must be eligible to work in Spain.", Visa::Offered);
        check("Wir bieten Visa-Unterstützung.", Visa::Offered);
        check("Visa is a customer of ours.", Visa::Unspecified);
        check("Experience with Visa and Mastercard rules is required for this role.", Visa::Unspecified);
        check(
            "You grow people through sponsorship, and each role has clear aims that we review every week, without fail.",
            Visa::Unspecified,
        );
        check("You find executive sponsors for your work.", Visa::Unspecified);
        check("Will you now or in the future require visa sponsorship?", Visa::Unspecified);
        check("We hire regardless of citizenship status or right to work questions.", Visa::Unspecified);
        check("Employees must verify their eligibility to work in the United States.", Visa::Unspecified);
        check("Company-sponsored lunches, no meetings on Fridays.", Visa::Unspecified);
    }
}
