//! Strongly connected components (Tarjan 1972), without recursion.

const NEW: u32 = u32::MAX;

/// Groups of nodes `0..next.len()` that all reach each other; a node in no circle is a group of its own.
pub(crate) fn components(next: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let mut search = Search {
        next,
        number: vec![NEW; next.len()],
        low: vec![0; next.len()],
        on_stack: vec![false; next.len()],
        stack: Vec::new(),
        numbered: 0,
        groups: Vec::new(),
    };
    for start in 0..next.len() as u32 {
        if search.number[start as usize] == NEW {
            search.from(start);
        }
    }
    search.groups
}

struct Search<'n> {
    next: &'n [Vec<u32>],
    /// The order in which nodes were come to.
    number: Vec<u32>,
    /// The lowest number among nodes on the stack that a node reaches.
    low: Vec<u32>,
    on_stack: Vec<bool>,
    stack: Vec<u32>,
    numbered: u32,
    groups: Vec<Vec<u32>>,
}

impl Search<'_> {
    /// Goes everywhere from a node.
    fn from(&mut self, start: u32) {
        // A node, and how many of its edges have been followed.
        let mut calls = vec![self.enter(start)];
        while let Some((node, edge)) = calls.last_mut() {
            let at = *node as usize;
            let Some(&to) = self.next[at].get(*edge) else {
                calls.pop();
                self.leave(at, calls.last().map(|&(caller, _)| caller as usize));
                continue;
            };
            *edge += 1;
            if self.number[to as usize] == NEW {
                calls.push(self.enter(to));
            } else if self.on_stack[to as usize] {
                self.low[at] = self.low[at].min(self.number[to as usize]);
            }
        }
    }

    fn enter(&mut self, node: u32) -> (u32, usize) {
        let at = node as usize;
        self.number[at] = self.numbered;
        self.low[at] = self.numbered;
        self.numbered += 1;
        self.stack.push(node);
        self.on_stack[at] = true;
        (node, 0)
    }

    /// All edges of a node have been followed: where it reaches none before it, what it reaches is a group.
    fn leave(&mut self, at: usize, caller: Option<usize>) {
        if let Some(caller) = caller {
            self.low[caller] = self.low[caller].min(self.low[at]);
        }
        if self.low[at] != self.number[at] {
            return;
        }
        let from = self.stack.iter().rposition(|&other| other as usize == at).unwrap_or(0);
        let group = self.stack.split_off(from);
        for &member in &group {
            self.on_stack[member as usize] = false;
        }
        self.groups.push(group);
    }
}
