//! Contents of evidence files: small real PDF, PNG and text files made in code.

mod pdf;
mod png;

use chrono::NaiveDate;

use crate::rng::Rng;

/// One page of writing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page<'a> {
    /// Kind of paper, such as 整改报告.
    pub heading: &'a str,
    /// Title of the problem.
    pub title: &'a str,
    pub unit: &'a str,
    pub date: NaiveDate,
    pub writer: &'a str,
    pub body: &'a str,
}

/// Characters of a line.
const LINE: usize = 32;

impl Page<'_> {
    /// The page as lines, the body wrapped.
    fn lines(&self) -> Vec<String> {
        let mut lines = vec![
            self.heading.to_owned(),
            String::new(),
            format!("事项：{}", self.title),
            format!("单位：{}", self.unit),
            String::new(),
        ];
        let letters: Vec<char> = self.body.chars().collect();
        lines.extend(letters.chunks(LINE).map(|line| line.iter().collect::<String>()));
        lines.push(String::new());
        lines.push(format!("填写人：{}", self.writer));
        lines.push(format!("日期：{}", self.date.format("%Y年%-m月%-d日")));
        lines.push("（演示数据，内容纯属虚构）".to_owned());
        lines
    }

    /// As plain text.
    pub fn text(&self) -> String {
        self.lines().join("\n")
    }

    /// As a PDF of one page.
    pub fn pdf(&self) -> Vec<u8> {
        pdf::page(&self.lines())
    }
}

/// A small picture of a street: something to look at, different every time.
pub(crate) fn picture(rng: &mut Rng) -> Vec<u8> {
    png::street(rng)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hours::day;

    #[test]
    fn a_page_wraps_its_body_and_says_that_it_is_invented() {
        let body = "整改".repeat(40);
        let page = Page {
            heading: "整改报告",
            title: "职责任务清单修订不及时",
            unit: "市民政局",
            date: day(2022, 5, 20),
            writer: "负责人-市民政局 主要负责人",
            body: &body,
        };
        let text = page.text();
        assert!(
            text.lines().all(|line| line.chars().count() <= LINE + 8),
            "{text}"
        );
        assert!(text.contains("日期：2022年5月20日"));
        assert!(text.ends_with("内容纯属虚构）"));
    }
}
