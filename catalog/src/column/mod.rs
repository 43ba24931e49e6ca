//! One value, or a few, for each row.

/// A few values for each row, end to end: the values of row `i` are `values[starts[i]..starts[i + 1]]`.
/// Read the other way it is an inverted index: the rows of value `i`.
#[derive(Clone, Debug, PartialEq)]
pub struct Lists<T> {
    starts: Vec<u32>,
    values: Vec<T>,
}

impl<T: Copy> Default for Lists<T> {
    fn default() -> Lists<T> {
        Lists::new()
    }
}

impl<T: Copy> Lists<T> {
    /// No list yet.
    pub fn new() -> Lists<T> {
        Lists { starts: vec![0], values: Vec::new() }
    }

    /// Room for so many lists that have so many values together.
    pub fn with_capacity(lists: usize, values: usize) -> Lists<T> {
        let mut starts = Vec::with_capacity(lists + 1);
        starts.push(0);
        Lists { starts, values: Vec::with_capacity(values) }
    }

    /// Lists of those sizes, filled by `fill`, which puts each list's values in their order.
    pub fn of_values(sizes: impl Iterator<Item = u32>, fill: impl FnOnce(&mut dyn FnMut(u32, T))) -> Lists<T>
    where
        T: Default,
    {
        let mut starts = vec![0u32];
        let mut end = 0;
        for size in sizes {
            end += size;
            starts.push(end);
        }
        let mut next = starts.clone();
        let mut values = vec![T::default(); end as usize];
        fill(&mut |list, value| {
            let at = &mut next[list as usize];
            values[*at as usize] = value;
            *at += 1;
        });
        Lists { starts, values }
    }

    /// Adds a list at the end.
    pub fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.values.extend(list);
        self.starts.push(self.values.len() as u32);
    }

    /// The list of `i`.
    #[inline]
    pub fn get(&self, i: u32) -> &[T] {
        &self.values[self.starts[i as usize] as usize..self.starts[i as usize + 1] as usize]
    }

    /// How many lists there are.
    pub fn len(&self) -> u32 {
        self.starts.len() as u32 - 1
    }

    /// How many values all of them have together.
    pub fn values(&self) -> u32 {
        self.values.len() as u32
    }

    /// The lists in order.
    pub fn iter(&self) -> impl Iterator<Item = &[T]> + Clone {
        (0..self.len()).map(|i| self.get(i))
    }
}

/// The rows of each of `size` values, ascending, from the values of each row; a counting sort.
pub fn invert<'a>(size: usize, rows: impl Iterator<Item = &'a [u32]> + Clone) -> Lists<u32> {
    let mut sizes = vec![0u32; size];
    rows.clone().flatten().for_each(|&value| sizes[value as usize] += 1);
    Lists::of_values(sizes.into_iter(), |put| {
        for (row, list) in (0..).zip(rows) {
            list.iter().for_each(|&value| put(value, row));
        }
    })
}

/// Distinct strings, end to end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strings {
    ends: Vec<u32>,
    text: String,
}

impl Strings {
    /// Adds a string at the end.
    pub fn push(&mut self, s: &str) {
        self.text.push_str(s);
        self.ends.push(self.text.len() as u32);
    }

    /// The string of `i`.
    pub fn get(&self, i: u32) -> &str {
        let from = if i == 0 { 0 } else { self.ends[i as usize - 1] as usize };
        &self.text[from..self.ends[i as usize] as usize]
    }

    /// The number of that string; the strings must have been added in order.
    pub fn find(&self, s: &str) -> Option<u32> {
        let at = self.lower_bound(s);
        (at < self.len() && self.get(at) == s).then_some(at)
    }

    /// How many strings stand before that one; the strings must have been added in order.
    pub fn lower_bound(&self, s: &str) -> u32 {
        let (mut lo, mut hi) = (0, self.len());
        while lo < hi {
            let mid = lo.midpoint(hi);
            if self.get(mid) < s { lo = mid + 1 } else { hi = mid }
        }
        lo
    }

    /// Gives back memory that no string takes.
    pub fn fit(&mut self) {
        self.ends.shrink_to_fit();
        self.text.shrink_to_fit();
    }

    /// Bytes that they take.
    pub fn bytes(&self) -> usize {
        size_of_val(&self.ends[..]) + self.text.len()
    }

    /// How many strings there are.
    pub fn len(&self) -> u32 {
        self.ends.len() as u32
    }

    /// The strings in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        (0..self.len()).map(|i| self.get(i))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inverting_lists_gives_the_rows_of_each_value() {
        let rows: [&[u32]; 4] = [&[0, 2], &[], &[2], &[1, 0]];
        let index = invert(3, rows.into_iter());
        assert_eq!(index.get(0), [0, 3]);
        assert_eq!(index.get(1), [3]);
        assert_eq!(index.get(2), [0, 2]);
    }

    #[test]
    fn strings_stand_end_to_end() {
        let mut strings = Strings::default();
        ["a", "", "bc"].into_iter().for_each(|s| strings.push(s));
        assert_eq!(strings.iter().collect::<Vec<_>>(), ["a", "", "bc"]);
    }
}
