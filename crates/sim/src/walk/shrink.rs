/// Takes out of a list whatever is not needed for it to fail: halves first, then ever smaller pieces.
pub(super) fn shrink<T: Clone>(mut items: Vec<T>, fails: impl Fn(&[T]) -> bool) -> Vec<T> {
    let mut size = items.len() / 2;
    while size > 0 {
        let mut start = 0;
        let mut shorter = false;
        while start < items.len() {
            let end = (start + size).min(items.len());
            let fewer: Vec<T> = [&items[..start], &items[end..]].concat();
            if fails(&fewer) {
                items = fewer;
                shorter = true;
            } else {
                start = end;
            }
        }
        if size > 1 || !shorter {
            size /= 2;
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::shrink;

    #[test]
    fn what_is_needed_stays() {
        let needed = |items: &[u32]| items.contains(&7) && items.contains(&31) && items.contains(&32);
        assert_eq!(shrink((0..100).collect(), needed), [7, 31, 32]);
    }

    #[test]
    fn nothing_may_be_needed() {
        assert_eq!(shrink(vec![1, 2, 3], |_| true), Vec::<i32>::new());
    }
}
