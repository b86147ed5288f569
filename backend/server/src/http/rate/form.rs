//! The five faces, the question for a busy network, and the kind "no".

use std::fmt::Write as _;

use remit_service::rating::code::Question;
use remit_service::rating::window::Open;
use remit_shared::rating::RatingLevel;
use remit_shared::wire::Wire;
use uuid::Uuid;

use super::Rated;
use super::page::{Words, escape, page};

/// The mouth of each face.
fn mouth(level: RatingLevel) -> &'static str {
    match level {
        RatingLevel::L5 => "M11 23q9 11 18 0z",
        RatingLevel::L4 => "M12 24q8 7 16 0",
        RatingLevel::L3 => "M13 26h14",
        RatingLevel::L2 => "M12 28q8-6 16 0",
        RatingLevel::L1 => "M11 30q9-11 18 0M11 12l6 3M29 12l-6 3",
    }
}

fn title(words: Words) -> &'static str {
    words.say("服务评价", "Rate the service")
}

/// The place as its sign says it.
pub fn place(words: Words, place: &Open) -> String {
    let receipt = place.receipt_no.as_deref().map(|no| {
        format!(
            "<p class=\"m\">{} {}</p>",
            words.say("办件编号", "Item"),
            escape(no)
        )
    });
    format!(
        "<p class=\"m\">{}</p><h1>{}</h1><p>{} {} · {}</p>{}",
        escape(&place.window.hall),
        escape(&place.org.name),
        words.say("窗口", "Window"),
        escape(&place.window.no),
        escape(&place.window.name),
        receipt.unwrap_or_default()
    )
}

/// The place in one line, under another heading.
pub fn place_line(words: Words, place: &Open) -> String {
    let receipt = place
        .receipt_no
        .as_deref()
        .map(|no| format!(" · {} {}", words.say("办件编号", "Item"), escape(no)));
    format!(
        "<p class=\"m\">{} · {} {} {}{}</p>",
        escape(&place.org.name),
        words.say("窗口", "Window"),
        escape(&place.window.no),
        escape(&place.window.name),
        receipt.unwrap_or_default()
    )
}

/// Two taps: a face, then send.
pub fn faces(words: Words, code: &str, open: &Open, client_id: Uuid) -> String {
    let mut main = place(words, open);
    let _ = write!(
        main,
        "<form id=\"rate\" method=\"post\" action=\"/r/{}\"><input type=\"hidden\" name=\"c\" value=\"{client_id}\">\
         <input type=\"hidden\" name=\"d\"><fieldset class=\"f\"><legend>{}</legend>",
        escape(code),
        words.say("您对本次服务是否满意", "How satisfied are you with the service")
    );
    for level in RatingLevel::ALL {
        let _ = write!(
            main,
            "<label><input type=\"radio\" name=\"l\" value=\"{}\" required><span>\
             <svg viewBox=\"0 0 40 40\" aria-hidden=\"true\"><circle cx=\"20\" cy=\"20\" r=\"18\"/>\
             <path d=\"M14 16v2M26 16v2{}\"/></svg>{}</span></label>",
            level.code(),
            mouth(*level),
            words.word(*level)
        );
    }
    let _ = write!(
        main,
        "</fieldset><button name=\"b\">{}</button></form>\
         <p id=\"wait\" class=\"b n\" role=\"status\" hidden data-a=\"{}\" data-b=\"{}\"> </p>\
         <p class=\"m\">{}</p><p class=\"m\"><a href=\"/r\">{}</a></p>",
        words.say("提交评价", "Send"),
        words.say(
            "网络不畅，已保存您的评价，正在重新发送。",
            "The network is slow; your rating is kept and sent again."
        ),
        words.say(
            "暂时无法发送，评价已保存在本机，下次打开本页时自动补发。",
            "It cannot be sent now; it is kept on this device and sent when you open the page again."
        ),
        words.say(
            "匿名评价，不需要登录。窗口人员看不到您是谁，评价等级提交后不能更改。",
            "Anonymous, without signing in. The level cannot be changed once sent."
        ),
        words.say("凭回执码查询处理结果", "Follow up with a receipt code")
    );
    page(words, title(words), &main)
}

/// A small sum in words, with everything that was sent kept in the form.
pub fn question(words: Words, code: &str, rated: &Rated, question: &Question) -> String {
    let main = format!(
        "<h1>{}</h1><p>{}</p><form method=\"post\" action=\"/r/{}\">\
         <input type=\"hidden\" name=\"c\" value=\"{}\"><input type=\"hidden\" name=\"l\" value=\"{}\">\
         <input type=\"hidden\" name=\"d\" value=\"{}\"><input type=\"hidden\" name=\"q\" value=\"{}\">\
         <label for=\"a\">{} {} {} {} {}</label>\
         <input id=\"a\" type=\"text\" name=\"a\" inputmode=\"numeric\" maxlength=\"2\" required autocomplete=\"off\">\
         <button>{}</button></form>",
        words.say("请回答一个小问题", "One small question"),
        words.say(
            "同一网络的评价较多，请填写得数后继续提交，您选择的等级已保留。",
            "Many ratings come from this network. Answer and go on; the level you chose is kept."
        ),
        escape(code),
        escape(&rated.c),
        escape(&rated.l),
        escape(&rated.d),
        escape(&question.seal),
        number(words, question.first),
        words.say("加", "plus"),
        number(words, question.second),
        words.say("等于几", "makes"),
        words.say("（填数字）", "(digits)"),
        words.say("继续提交", "Go on")
    );
    page(words, title(words), &main)
}

fn number(words: Words, n: u8) -> &'static str {
    const ZH: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    const EN: [&str; 10] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    let place = usize::from(n.min(9));
    words.say(ZH[place], EN[place])
}

/// A code that is forged, expired or of a closed window.
pub fn closed(words: Words, hotline: Option<&str>) -> String {
    let call = match hotline {
        Some(hotline) => format!(
            "{} <a href=\"tel:{}\">{}</a>",
            words.say("请联系窗口服务电话", "Please call the window"),
            escape(hotline),
            escape(hotline)
        ),
        None => format!(
            "{} <a href=\"tel:12345\">12345</a>",
            words.say("请拨打政务服务热线", "Please call the hotline")
        ),
    };
    let main = format!(
        "<h1>{}</h1><p class=\"b e\">{}</p><p>{call}</p><p class=\"m\"><a href=\"/r\">{}</a></p>",
        words.say("此二维码已失效", "This code is no longer valid"),
        words.say(
            "二维码可能已更换或印制有误，本次未能评价。请扫描窗口现用的二维码。",
            "It may have been replaced. Nothing was rated; scan the code now at the window."
        ),
        words.say("凭回执码查询处理结果", "Follow up with a receipt code")
    );
    page(words, title(words), &main)
}

/// Something else stands in the way.
pub fn sorry(words: Words, sentence: &str) -> String {
    let main = format!(
        "<h1>{}</h1><p class=\"b e\">{}</p><p class=\"m\"><a href=\"/r\">{}</a></p>",
        words.say("暂未提交成功", "Not sent"),
        escape(sentence),
        words.say("凭回执码查询处理结果", "Follow up with a receipt code")
    );
    page(words, title(words), &main)
}
