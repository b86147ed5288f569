//! The built-in list of weak passwords: what attackers try first, here and in Chinese offices.

/// Words that stay weak whatever digits and signs are hung on them. Lower case.
const WORDS: &[&str] = &[
    "password",
    "passwd",
    "passw0rd",
    "admin",
    "administrator",
    "root",
    "superuser",
    "manager",
    "guest",
    "user",
    "username",
    "test",
    "tester",
    "testing",
    "demo",
    "default",
    "changeme",
    "letmein",
    "welcome",
    "secret",
    "login",
    "master",
    "system",
    "server",
    "oracle",
    "mysql",
    "postgres",
    "windows",
    "computer",
    "internet",
    "qwerty",
    "qwertyuiop",
    "asdfgh",
    "asdfghjkl",
    "zxcvbn",
    "zxcvbnm",
    "qazwsx",
    "qazwsxedc",
    "qweasd",
    "qweasdzxc",
    "qwer",
    "asdf",
    "zxcv",
    "qaz",
    "wsx",
    "edc",
    "abc",
    "abcd",
    "abcde",
    "abcdef",
    "abcdefg",
    "abcabc",
    "aaa",
    "aaaa",
    "aaaaaa",
    "aaaaaaaa",
    "xxxxxx",
    "zzzzzz",
    "iloveyou",
    "love",
    "loveyou",
    "dragon",
    "monkey",
    "sunshine",
    "princess",
    "football",
    "baseball",
    "superman",
    "batman",
    "shadow",
    "hello",
    "freedom",
    "whatever",
    "michael",
    "jordan",
    "hunter",
    "killer",
    "soccer",
    "summer",
    "winter",
    "spring",
    "autumn",
    // Pinyin habits: words, greetings, names, places.
    "mima",
    "mimamima",
    "denglu",
    "guanli",
    "guanliyuan",
    "xitong",
    "yonghu",
    "ceshi",
    "zhanghao",
    "woaini",
    "woaiwojia",
    "woaizhongguo",
    "nihao",
    "nihaoma",
    "zhongguo",
    "china",
    "beijing",
    "shanghai",
    "shandong",
    "jinan",
    "qingdao",
    "weifang",
    "zhucheng",
    "zhuchengshi",
    "zhuchengshiwei",
    "bianban",
    "bianzhiban",
    "shiweibianban",
    "jiguan",
    "jiguanzhineng",
    "zhineng",
    "jianguan",
    "zhengfu",
    "shizhengfu",
    "dangwei",
    "wangluo",
    "diannao",
    "bangong",
    "bangongshi",
    "gongzuo",
    "lingdao",
    "juzhang",
    "kezhang",
    "zhuren",
    "shuji",
    "wangwei",
    "zhangwei",
    "liwei",
    "liuwei",
    "wangfang",
    "zhangsan",
    "lisi",
    "wangwu",
    "zhaoliu",
    "xiaoming",
    "xiaowang",
    "xiaozhang",
    "xiaoli",
    "laogong",
    "laopo",
    "baobao",
    "baobei",
    "qinaide",
    "taobao",
    "alibaba",
    "tengxun",
    "weixin",
    "huawei",
    "xiaomi",
    "lenovo",
    "baidu",
    "wodemima",
    "buzhidao",
    "wangji",
    "wangjimima",
    "facai",
    "gongxifacai",
    "xinniankuaile",
    "shengrikuaile",
    "yiqiefa",
    "yilufa",
    "yifanfengshun",
    "wanshiruyi",
    "longteng",
    "jinlong",
    "tianxia",
    "aini",
    "aiwo",
    "wobuzhidao",
    "qwert",
    "dearbook",
    "iloveu",
    // Chinese words in characters.
    "密码",
    "我的密码",
    "管理员",
    "诸城",
    "诸城市",
    "编办",
    "市委编办",
    "中国",
    "山东",
    "我爱你",
    "你好",
];

/// Rows of digits that are weak as they stand and when a few letters or signs surround them.
const DIGITS: &[&str] = &[
    "123456",
    "1234567",
    "12345678",
    "123456789",
    "1234567890",
    "0123456789",
    "987654321",
    "9876543210",
    "654321",
    "111111",
    "11111111",
    "000000",
    "00000000",
    "888888",
    "88888888",
    "666666",
    "66666666",
    "123123",
    "123123123",
    "112233",
    "11223344",
    "121212",
    "123321",
    "1234554321",
    "147258369",
    "159357",
    "147258",
    "963852741",
    "5201314",
    "1314520",
    "520520",
    "201314",
    "168168",
    "16888888",
    "100200",
    "110110",
    "119119",
    "12345612345",
    "1q2w3e4r",
    "1q2w3e4r5t",
    "1qaz2wsx",
    "1qaz2wsx3edc",
    "q1w2e3r4",
    "a1b2c3d4",
    "zaq12wsx",
    "1a2b3c4d",
    "qq123456",
    "a123456",
    "woaini1314",
];

/// Whether a lower-cased password is one of the list, plainly, with look-alike signs for letters, repeated, or
/// with only digits and signs around a listed word.
pub(super) fn is_weak(lower: &str) -> bool {
    let core = lower.trim_matches(|c: char| !c.is_alphabetic());
    let letters: String = lower.chars().filter(|c| c.is_alphabetic()).collect();
    let words = [core, &letters, &unmasked(core), &unmasked(lower)];
    words.iter().any(|word| is_listed(word))
        || DIGITS.contains(&lower)
        || is_digits_with_trim(lower)
        || is_repetition(lower)
}

/// A listed word, once or over and over.
fn is_listed(word: &str) -> bool {
    !word.is_empty() && WORDS.iter().any(|listed| word.replace(listed, "").is_empty())
}

/// A listed row of digits with at most four other characters around it.
fn is_digits_with_trim(text: &str) -> bool {
    let core = text.trim_matches(|c: char| !c.is_ascii_digit());
    text.chars().count() <= core.len() + 4 && DIGITS.contains(&core)
}

/// One short piece said over and over.
fn is_repetition(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    (1..=4).any(|size| {
        chars.len() >= 2 * size
            && chars
                .iter()
                .zip(chars.iter().skip(size))
                .all(|(here, there)| here == there)
    })
}

/// Undoes the usual masks: `@` for a, `0` for o, `$` for s and so on.
fn unmasked(lower: &str) -> String {
    lower
        .chars()
        .map(|c| match c {
            '@' | '4' => 'a',
            '0' => 'o',
            '1' | '!' => 'i',
            '3' => 'e',
            '5' | '$' => 's',
            '7' => 't',
            other => other,
        })
        .collect()
}

/// How many entries there are, for the test that the list has not been thinned.
#[cfg(test)]
pub(super) fn size() -> usize {
    WORDS.len() + DIGITS.len()
}
