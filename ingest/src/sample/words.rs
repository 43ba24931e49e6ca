//! The words of made-up postings.

use super::draw::Draw;
use super::tables::{Kind, Level};

const FIRST: [&str; 20] = [
    "Amber", "Birch", "Cobalt", "Delta", "Ember", "Fjord", "Granite", "Harbor", "Indigo", "Juniper",
    "Kestrel", "Lumen", "Maple", "North", "Orchard", "Pebble", "Quarry", "River", "Saffron", "Tidal",
];
const SECOND: [&str; 16] = [
    "Works", "Pay", "Cloud", "Labs", "Health", "Freight", "Grid", "Books", "Robotics", "Mobility",
    "Commerce", "Energy", "Media", "Travel", "Systems", "Foods",
];

/// The name of the company of that number, below 320.
pub fn company(i: usize) -> String {
    format!("{} {}", FIRST[i % FIRST.len()], SECOND[i / FIRST.len() % SECOND.len()])
}

const INTROS: [&str; 6] = [
    "You join a team of eight that runs what it writes and talks to the people who use it every week.",
    "The group behind this opening owns a part of the product from the first sketch to the night shift, and shares both fairly.",
    "We are looking for someone who likes small changes, clear reviews and systems that stay calm under load.",
    "This team grew from three to twelve people last year; the next step is to make its services boring in the best sense.",
    "You will work with designers, analysts and two other engineering groups on one of our busiest products.",
    "The work is close to customers: what you ship in the morning is in use by the afternoon.",
];
const TASKS: [&str; 12] = [
    "Design, build and run services that thousands of people rely on each day",
    "Write design notes that others can argue with, and change your mind in public",
    "Find the slow query, the noisy alert and the missing test, and mend them for good",
    "Review the work of colleagues with care and ask for the same",
    "Take part in an on-call rotation of one week in six, paid and followed by a free day",
    "Plan migrations in steps that can each be undone",
    "Measure before and after, and publish both",
    "Help newer colleagues find their way around the codebase",
    "Talk to the people who use the product and turn what they say into small experiments",
    "Keep the build fast and the documentation short and true",
    "Work with the platform group on capacity and cost",
    "Look after the interfaces that partner companies build upon",
];
const OFFERS: [&str; 8] = [
    "Thirty days of leave and a closed office between the years",
    "A budget for books, courses and one conference of your choice",
    "Equipment you pick yourself",
    "Four weeks a year from wherever you like",
    "Parental leave for all parents",
    "A share in what we build, explained in plain words",
    "Pension contributions above the legal minimum",
    "Quiet rooms, good coffee and no meetings on Thursdays",
];

/// A sentence that states pay, in one of the forms that postings use.
pub fn pay((min, max): (u32, u32), currency: &str) -> String {
    let grouped = |n: u32| {
        let digits = n.to_string();
        let mut out = String::new();
        for (i, c) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push(',');
            }
            out.push(c);
        }
        out
    };
    let (low, high) = (grouped(min), grouped(max));
    match currency {
        "USD" => format!("The base salary here is ${low} - ${high} per year."),
        "EUR" => format!("Salary: €{low} – €{high} per year, depending on experience."),
        "GBP" => format!("We pay a salary of £{}k - £{}k per year.", min / 1_000, max / 1_000),
        code => format!("The yearly salary is {code} {low} to {code} {high} per year."),
    }
}

/// The description, as HTML.
pub fn description(
    draw: &mut Draw,
    company: &str,
    kind: &Kind,
    level: &Level,
    skills: &[&str],
    pay: Option<&str>,
) -> String {
    let mut html = format!(
        "<h3>About {company}</h3><p>{company} is a made-up company of this sample catalogue: neither it nor this opening exists.</p>"
    );
    html.push_str(&format!("<h3>The role</h3><p>{}</p><ul>", draw.one(&INTROS)));
    let mut tasks: Vec<&str> = TASKS.to_vec();
    draw.shuffle(&mut tasks);
    tasks.iter().take(3 + draw.below(3)).for_each(|task| html.push_str(&format!("<li>{task}</li>")));
    html.push_str("</ul><h3>What you bring</h3><ul>");
    if let Some(years) = years(draw, level) {
        html.push_str(&format!("<li>{years}+ years of experience in {} work</li>", kind.team.to_lowercase()));
    }
    let (must, nice) = skills.split_at(skills.len().div_ceil(2).max(1).min(skills.len()));
    html.push_str(&format!("<li>Practice with {}</li>", must.join(", ")));
    if !nice.is_empty() {
        html.push_str(&format!("<li>Ideally also {}</li>", nice.join(", ")));
    }
    html.push_str("</ul><h3>What we offer</h3>");
    if let Some(pay) = pay {
        html.push_str(&format!("<p>{pay}</p>"));
    }
    html.push_str("<ul>");
    let mut offers: Vec<&str> = OFFERS.to_vec();
    draw.shuffle(&mut offers);
    offers.iter().take(2 + draw.below(3)).for_each(|offer| html.push_str(&format!("<li>{offer}</li>")));
    html.push_str("</ul>");
    match draw.unit() {
        u if u < 0.12 => html.push_str("<p>We offer visa sponsorship and help with the move.</p>"),
        u if u < 0.20 => html.push_str("<p>We are unable to sponsor visas for this role.</p>"),
        _ => {}
    }
    html
}

fn years(draw: &mut Draw, level: &Level) -> Option<usize> {
    let (least, most) = match level.slug {
        "junior" => (1, 1),
        "mid" => (2, 4),
        "senior" => (5, 7),
        "staff" => (8, 10),
        "principal" => (10, 12),
        "manager" => (6, 9),
        _ => return None,
    };
    Some(least + draw.below(most - least + 1))
}
