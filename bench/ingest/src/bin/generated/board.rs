//! Postings that nobody wrote: always the same for a board, no two alike.

use serde_json::{Value, json};

const RUNGS: [&str; 8] = ["", "", "Junior ", "Senior ", "Senior ", "Staff ", "Principal ", "Lead "];
const WORK: [&str; 16] = [
    "Backend Engineer",
    "Frontend Engineer",
    "Full Stack Developer",
    "iOS Engineer",
    "Data Engineer",
    "Data Scientist",
    "Machine Learning Engineer",
    "Site Reliability Engineer",
    "Platform Engineer",
    "Security Engineer",
    "QA Engineer",
    "Engineering Manager",
    "Product Designer",
    "Solutions Engineer",
    "Account Executive",
    "Software Engineer",
];
const TEAMS: [&str; 10] =
    ["Payments", "Search", "Growth", "Billing", "Maps", "Ledger", "Identity", "Checkout", "Core", "Fraud"];
const PLACES: [&str; 12] = [
    "Berlin, Germany",
    "London, United Kingdom",
    "Remote - US",
    "New York, NY",
    "Toronto, Ontario, Canada",
    "Paris, France",
    "Bengaluru, India",
    "São Paulo, Brazil",
    "Amsterdam, Netherlands",
    "Warsaw, Poland; Kraków, Poland",
    "Remote, Europe",
    "San Francisco, CA or Seattle, WA",
];
const SKILLS: [&str; 20] = [
    "Rust",
    "Go",
    "Java",
    "Kotlin",
    "Python",
    "TypeScript",
    "React",
    "PostgreSQL",
    "Redis",
    "Kafka",
    "AWS",
    "GCP",
    "Kubernetes",
    "Terraform",
    "Docker",
    "GraphQL",
    "Spark",
    "Airflow",
    "Swift",
    "Node.js",
];
const SENTENCES: [&str; 12] = [
    "You own services from the first sketch to the pager, and you write down why they are as they are.",
    "We ship small changes many times a day and look at what they did.",
    "Together with product and design you decide what is worth building next.",
    "Our systems answer forty thousand requests a second at the end of a month.",
    "You care about the person who has to read your code in three years.",
    "The team has seven people in three time zones, and meets twice a week.",
    "You have at least {years} years of experience with systems that people depend on.",
    "You know {skill} well, and {skill} well enough to be careful.",
    "Nice to have: {skill}, {skill} or {skill}.",
    "You mentor others, review designs and keep documents short.",
    "We offer relocation support and visa sponsorship for this position.",
    "The salary range for this role is ${low},000 to ${high},000 a year, with equity on top.",
];

/// What Greenhouse would send of it.
pub fn json(board: usize, postings: usize) -> String {
    let jobs: Vec<Value> = (0..postings).map(|n| posting(board, n)).collect();
    json!({"jobs": jobs, "meta": {"total": postings}}).to_string()
}

fn posting(board: usize, n: usize) -> Value {
    let mut dice = Dice((board as u64) << 32 | n as u64 | 1 << 63);
    let title = format!("{}{}, {}", dice.one(&RUNGS), dice.one(&WORK), dice.one(&TEAMS));
    let id = board * 100_000 + n;
    json!({
        "id": id, "title": title, "absolute_url": format!("https://jobs.example/{id}"),
        "location": {"name": dice.one(&PLACES)}, "content": content(&mut dice),
        "first_published": "2026-10-05T09:30:00-04:00", "updated_at": "2026-11-02T10:00:00-04:00",
    })
}

/// About 4,000 bytes, as recorded postings have on average.
fn content(dice: &mut Dice) -> String {
    let mut html = String::from("<h2>About the role</h2>");
    for part in ["What you do", "What you bring", "What we offer"] {
        html.push_str(&format!("<p>{}</p><h3>{part}</h3><ul>", sentence(dice)));
        for _ in 0..9 {
            html.push_str(&format!("<li>{}</li>", sentence(dice)));
        }
        html.push_str("</ul>");
    }
    html.replace('<', "&lt;").replace('>', "&gt;")
}

fn sentence(dice: &mut Dice) -> String {
    let mut text = (*dice.one(&SENTENCES)).to_owned();
    while text.contains("{skill}") {
        text = text.replacen("{skill}", dice.one(&SKILLS), 1);
    }
    let low = 80 + dice.below(80);
    text.replace("{years}", &(1 + dice.below(9)).to_string())
        .replace("{low}", &low.to_string())
        .replace("{high}", &(low + 10 + dice.below(60)).to_string())
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    fn one<'a>(&mut self, of: &'a [&'static str]) -> &'a &'static str {
        &of[self.below(of.len())]
    }
}
