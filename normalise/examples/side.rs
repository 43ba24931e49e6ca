//! scratch
use normalise::*;
use std::collections::*;
fn main() {
    let p: BTreeMap<String, (String, String)> =
        serde_json::from_str(&std::fs::read_to_string("/tmp/w/target-accuracy/texts.json").unwrap()).unwrap();
    let mut boards: BTreeMap<String, Vec<(String, String, String)>> = BTreeMap::new();
    for (k, (t, x)) in p {
        let mut s = k.split(':');
        let a = s.next().unwrap().to_owned();
        let b = if a == "remoteok" || a == "himalayas" { a.clone() } else { s.next().unwrap().to_owned() };
        let x: String = x
            .lines()
            .map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|l| !l.is_empty())
            .collect::<Vec<_>>()
            .join("\n");
        boards.entry(b).or_default().push((k, t, x));
    }
    let mode = std::env::args().nth(1).unwrap();
    let (mut ok, mut n, mut none) = (0, 0, 0);
    for (b, ps) in &boards {
        let ctx = BoardContext::of(ps.iter().map(|p| p.2.as_str()));
        for (k, t, x) in ps {
            let own = ctx.own(x);
            let c = title::category(t, "", "").value;
            let c2 = title::category(t, "", &own);
            match mode.as_str() {
                "titles" => println!(
                    "{}\t{}\t{}\t{}\t{}",
                    b,
                    t,
                    c2.value.slug(),
                    title::level(t, &Derived::default(), None).value.slug(),
                    c2.evidence.map(|e| format!("{:?}:{}", e.field, e.text)).unwrap_or_default()
                ),
                "side" => {
                    let slug = c.slug();
                    if [
                        "backend",
                        "frontend",
                        "full-stack",
                        "mobile",
                        "machine-learning",
                        "data-engineering",
                        "devops-sre",
                        "security",
                        "qa-test",
                    ]
                    .contains(&slug)
                        && c == c2.value
                    {
                        let g = title::category("Software Engineer", "", &own);
                        n += 1;
                        if g.value == c {
                            ok += 1
                        } else if g.value.slug() == "unspecified" {
                            none += 1;
                            println!("none  {} {t} {slug}", b)
                        } else {
                            println!("WRONG {} {t}: {slug} -> {} {:?}", b, g.value.slug(), title::debug(&own))
                        }
                    }
                }
                _ => {
                    if k.contains(&mode) {
                        println!("{k} {t} {:?} {:?}", title::debug(&own), c2);
                    }
                }
            }
        }
    }
    println!("{ok} right of {n}, {none} none");
}
