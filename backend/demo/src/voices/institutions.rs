//! The 60 public institutions under departments (§6.1), as a table. They are covered through their department (§10.2) and
//! have no accounts, so they are names here and no rows of the registry.

/// A department and its institutions.
pub(super) const INSTITUTIONS: &[(&str, &[&str])] = &[
    ("xuanchuanbu", &["市新时代文明实践服务中心"]),
    ("zuzhibu", &["市干部人才服务中心"]),
    (
        "fagai",
        &["市重点项目服务中心", "市粮食和物资储备中心", "市能源发展服务中心"],
    ),
    (
        "jiaoti",
        &[
            "市教学研究室",
            "市招生考试中心",
            "市青少年活动中心",
            "市体育运动服务中心",
        ],
    ),
    ("keji", &["市科技创新服务中心", "市科技情报所"]),
    ("gongxin", &["市工业经济发展服务中心", "市中小企业服务中心"]),
    ("gongan", &["市公安局警务保障中心"]),
    ("minzheng", &["市社会福利中心", "市救助管理站", "市殡葬服务中心"]),
    ("sifa", &["市法律援助中心", "市公证处"]),
    ("caizheng", &["市财政绩效评价中心", "市国有资产服务中心"]),
    (
        "renshe",
        &["市公共就业和人才服务中心", "市劳动人事争议仲裁院", "市技工学校"],
    ),
    (
        "ziran",
        &["市不动产登记中心", "市土地储备中心", "市规划编制研究中心"],
    ),
    (
        "zhujian",
        &[
            "市建设工程质量安全中心",
            "市房产交易服务中心",
            "市城市建设发展中心",
        ],
    ),
    ("jiaotong", &["市交通运输服务中心", "市港航事业服务中心"]),
    (
        "shuili",
        &[
            "市水利事业发展中心",
            "市墙夼水库运行维护中心",
            "市三里庄水库运行维护中心",
        ],
    ),
    (
        "nongye",
        &[
            "市农业技术推广中心",
            "市农村经营服务中心",
            "市农业机械发展中心",
            "市动物疫病预防控制中心",
        ],
    ),
    ("shangwu", &["市商务发展服务中心"]),
    ("wenlv", &["市博物馆", "市图书馆", "市文化馆"]),
    (
        "weijian",
        &[
            "市疾病预防控制中心",
            "市妇幼保健院",
            "市中医医院",
            "市卫生健康服务中心",
        ],
    ),
    ("tuiyi", &["市退役军人服务中心", "市烈士陵园管理处"]),
    ("yingji", &["市应急救援指挥保障中心", "市防灾减灾服务中心"]),
    ("shenji", &["市审计服务中心"]),
    (
        "shichang",
        &["市检验检测中心", "市市场监管服务中心", "市消费者权益保护中心"],
    ),
    ("tongji", &["市普查中心"]),
    ("yibao", &["市医疗保障服务中心"]),
    ("shenpi", &["市政务服务中心", "市公共资源交易中心"]),
    ("zhifa", &["市市政环卫服务中心"]),
];

/// Whether B62 applies to a unit: it has institutions, or is one under the city itself.
pub(crate) fn has_institutions(code: &str, is_institution: bool) -> bool {
    is_institution || INSTITUTIONS.iter().any(|(department, _)| *department == code)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::names;

    #[test]
    fn there_are_sixty_each_named_once_under_departments_of_the_registry() {
        let names: BTreeSet<&str> = INSTITUTIONS
            .iter()
            .flat_map(|(_, names)| names.iter().copied())
            .collect();
        assert_eq!(names.len(), 60);
        for (department, _) in INSTITUTIONS {
            assert!(
                names::units().any(|unit| unit.code == *department),
                "{department}"
            );
        }
    }
}
