//! The law that each government department works by, as far as the lists name it.

/// Unit, its field in one word, its law.
pub(super) const LAWS: [(&str, &str, &str); 26] = [
    ("zhengfuban", "政务公开", "中华人民共和国政府信息公开条例"),
    ("fagai", "节能和价格", "中华人民共和国节约能源法"),
    ("jiaoti", "教育", "中华人民共和国教育法"),
    ("keji", "科技创新", "中华人民共和国科学技术进步法"),
    ("gongxin", "工业和信息化", "中华人民共和国中小企业促进法"),
    ("gongan", "社会治安", "中华人民共和国治安管理处罚法"),
    ("minzheng", "民政事务", "社会救助暂行办法"),
    ("sifa", "法律服务", "中华人民共和国律师法"),
    ("caizheng", "财政监督", "中华人民共和国会计法"),
    ("renshe", "劳动用工", "中华人民共和国劳动合同法"),
    ("ziran", "自然资源", "中华人民共和国土地管理法"),
    ("zhujian", "建筑市场", "中华人民共和国建筑法"),
    ("jiaotong", "道路运输", "中华人民共和国道路运输条例"),
    ("shuili", "水资源", "中华人民共和国水法"),
    ("nongye", "农业投入品", "中华人民共和国农产品质量安全法"),
    ("shangwu", "商贸流通", "中华人民共和国电子商务法"),
    ("wenlv", "文化和旅游市场", "中华人民共和国旅游法"),
    ("weijian", "医疗卫生", "中华人民共和国基本医疗卫生与健康促进法"),
    ("tuiyi", "退役军人安置", "中华人民共和国退役军人保障法"),
    ("yingji", "安全生产", "中华人民共和国安全生产法"),
    ("shenji", "审计监督", "中华人民共和国审计法"),
    ("shichang", "市场秩序", "中华人民共和国市场主体登记管理条例"),
    ("tongji", "统计调查", "中华人民共和国统计法"),
    ("yibao", "医疗保障基金", "医疗保障基金使用监督管理条例"),
    ("shenpi", "行政审批服务", "中华人民共和国行政许可法"),
    ("zhifa", "城市管理", "城市市容和环境卫生管理条例"),
];

/// The numerals of articles.
pub(super) fn numeral(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u32| DIGITS.get(usize::try_from(n).unwrap_or(0)).copied().unwrap_or("");
    match (number / 10, number % 10) {
        (0, ones) => digit(ones).to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens, ones) => format!("{}十{}", digit(tens), digit(ones)),
    }
}

#[cfg(test)]
mod tests {
    use super::numeral;

    #[test]
    fn numerals_read_as_articles_do() {
        for (number, text) in [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (94, "九十四")] {
            assert_eq!(numeral(number), text);
        }
    }
}
