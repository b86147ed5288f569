//! After the rating: the receipt code, what may be added, and the follow-up under the code.

use std::fmt::Write as _;

use remit_service::context::OpCtx;
use remit_service::rating::follow_up::FollowUp;
use remit_service::rating::window::Open;
use remit_service::rows::bad_rating_case;
use remit_shared::calendar::shanghai_day;
use remit_shared::rating::{BadRatingState, RatingLevel, RatingReason, code};
use remit_shared::wire::Wire;

use super::form::place_line;
use super::page::{Words, escape, page};

fn title(words: Words) -> &'static str {
    words.say("评价回执", "Receipt")
}

/// The rating was taken. Whether it counts is never said.
pub fn thanks(words: Words, open: &Open, level: RatingLevel, receipt: &str) -> String {
    let mut main = format!(
        "<h1>{}</h1>",
        words.say("评价已收到，感谢您", "Thank you, your rating has been received")
    );
    main.push_str(&place_line(words, open));
    let _ = write!(
        main,
        "<p>{}<b>{}</b></p><p>{}</p><p class=\"k\" id=\"code\">{}</p>\
         <button type=\"button\" class=\"s\" id=\"copy\" hidden data-a=\"{}\">{}</button>",
        words.say("您的评价：", "You said: "),
        words.word(level),
        words.say(
            "请保存回执码，凭码查看处理结果、补充意见：",
            "Keep this code to see what comes of it and to add to it:"
        ),
        code::grouped(receipt),
        words.say("已复制", "Copied"),
        words.say("复制回执码", "Copy the code")
    );
    main.push_str(&more(words, receipt, level.is_bad()));
    let _ = write!(
        main,
        "<p class=\"m\"><a href=\"/r?code={receipt}\">{}</a></p>",
        words.say("查看处理结果", "See what comes of it")
    );
    page(words, title(words), &main)
}

/// Reasons, comment, photo and telephone, all of them free to leave out.
fn more(words: Words, receipt: &str, bad: bool) -> String {
    let mut html = format!(
        "<form method=\"post\" action=\"/r/more\" enctype=\"multipart/form-data\">\
         <input type=\"hidden\" name=\"code\" value=\"{receipt}\"><input type=\"hidden\" name=\"p\">"
    );
    if bad {
        let _ = write!(
            html,
            "<fieldset class=\"c\"><legend>{}</legend>",
            words.say("不满意的原因（可多选，可不选）", "What was wrong (optional)")
        );
        for reason in RatingReason::ALL {
            let _ = write!(
                html,
                "<label><input type=\"checkbox\" name=\"reason\" value=\"{}\">{}</label>",
                reason.code(),
                words.word(*reason)
            );
        }
        html.push_str("</fieldset>");
    }
    let _ = write!(
        html,
        "<label for=\"t\">{}</label><textarea id=\"t\" name=\"comment\" rows=\"3\" maxlength=\"300\"></textarea>\
         <label for=\"photo\">{}</label><input id=\"photo\" type=\"file\" name=\"photo\" accept=\"image/jpeg,image/png\">\
         <label for=\"tel\">{}</label><input id=\"tel\" type=\"tel\" name=\"phone\" autocomplete=\"tel\" maxlength=\"20\">\
         <p class=\"m\">{}</p><button>{}</button></form>",
        words.say("补充意见（选填，300字以内）", "Comment (optional, 300 characters)"),
        words.say("照片（选填）", "Photo (optional)"),
        words.say("联系电话（选填）", "Telephone (optional)"),
        words.say(
            "电话仅供办理本次评价的人员回访使用，加密保存，办结90天后删除。",
            "The number is only for calling you about this rating; it is encrypted and erased 90 days after closing."
        ),
        words.say("提交补充", "Add")
    );
    html
}

/// Asks for a receipt code.
pub fn ask_code(words: Words, typed: &str, said: Option<&str>) -> String {
    let said = said.map(|said| format!("<p class=\"b e\" role=\"alert\">{}</p>", escape(said)));
    let main = format!(
        "<h1>{}</h1>{}<form method=\"get\" action=\"/r\"><label for=\"code\">{}</label>\
         <input id=\"code\" type=\"text\" name=\"code\" value=\"{}\" maxlength=\"14\" autocomplete=\"off\" \
         autocapitalize=\"characters\" required><button>{}</button></form>",
        words.say("查询处理结果", "Follow up"),
        said.unwrap_or_default(),
        words.say("回执码（10位）", "Receipt code (10 characters)"),
        escape(typed),
        words.say("查询", "Look up")
    );
    page(words, title(words), &main)
}

/// The state of the rating as its rater may see it.
pub fn follow_up(words: Words, op: &OpCtx, seen: &FollowUp, said: Option<&str>) -> String {
    let rating = &seen.rating;
    let mut main = String::new();
    if let Some(said) = said {
        let _ = write!(main, "<p class=\"b n\" role=\"status\">{}</p>", escape(said));
    }
    let window = seen.window.as_ref().map(|window| escape(&window.name));
    let _ = write!(
        main,
        "<h1>{}</h1><p class=\"m\">{} · {}</p><p>{}<b>{}</b></p><p class=\"m\">{} {}</p>",
        escape(&seen.org.name),
        window.unwrap_or_default(),
        shanghai_day(rating.rated_at),
        words.say("您的评价：", "You said: "),
        words.word(rating.level.get()),
        words.say("回执码", "Receipt code"),
        code::grouped(&rating.receipt_code)
    );
    main.push_str(&handling(words, op, seen));
    if seen.may_answer() {
        main.push_str(&satisfied(words, &rating.receipt_code));
    }
    if seen.may_add_details() {
        let _ = write!(main, "<h2>{}</h2>", words.say("补充情况", "Add details"));
        main.push_str(&more(words, &rating.receipt_code, rating.level.get().is_bad()));
    } else if seen.may_add_comment(op) {
        main.push_str(&comment(words, &rating.receipt_code));
    }
    page(words, title(words), &main)
}

fn handling(words: Words, op: &OpCtx, seen: &FollowUp) -> String {
    let Some(state) = seen.handling(op) else {
        let thanks = words.say(
            "评价已登记，计入该单位服务评价。",
            "Your rating has been registered.",
        );
        return format!("<p class=\"b\">{thanks}</p>");
    };
    let mut html = format!(
        "<h2>{}</h2><p class=\"b\"><b>{}</b>\n{}</p>",
        words.say("处理情况", "Handling"),
        words.word(state),
        state_words(words, state)
    );
    // An explanation is the reply when the request had no basis.
    let replied = |case: &bad_rating_case::Model| case.reply.clone().or_else(|| case.explanation.clone());
    if let Some(reply) = seen.case.as_ref().and_then(replied) {
        let _ = write!(
            html,
            "<h2>{}</h2><p class=\"b n\">{}</p>",
            words.say("单位答复", "Reply"),
            escape(&reply)
        );
    }
    html
}

fn state_words(words: Words, state: BadRatingState) -> &'static str {
    use BadRatingState as S;
    match state {
        S::Opened => words.say(
            "已转被评价单位，1个工作日内联系核实。",
            "Passed to the unit, which looks into it within a working day.",
        ),
        S::Verifying | S::Appealed => words.say("正在核实情况。", "The facts are being checked."),
        S::Explained | S::Rectifying => words.say("正在办理并答复。", "It is being put right."),
        S::Feedback => words.say(
            "单位已答复，欢迎对处理结果作出评价。",
            "The unit has replied; tell us whether you are satisfied.",
        ),
        S::Revisited => words.say("已收到回访意见，正在研究。", "Your answer is being considered."),
        S::Excluded => words.say(
            "经两人复核，该评价不计入统计，理由已记录在案。",
            "After a review by two persons this rating is left out of the statistics.",
        ),
        S::Closed => words.say(
            "已办结。评价等级保持不变。",
            "Closed. The level of your rating stays.",
        ),
    }
}

fn satisfied(words: Words, receipt: &str) -> String {
    format!(
        "<h2>{}</h2><form method=\"post\" action=\"/r/more\" enctype=\"multipart/form-data\">\
         <input type=\"hidden\" name=\"code\" value=\"{receipt}\"><fieldset class=\"c\">\
         <legend>{}</legend><label><input type=\"radio\" name=\"satisfied\" value=\"1\" required>{}</label>\
         <label><input type=\"radio\" name=\"satisfied\" value=\"0\">{}</label></fieldset><button>{}</button></form>",
        words.say("您对处理结果满意吗", "Are you satisfied with the handling"),
        words.say("只评价处理结果，原评价等级不变", "The level of your rating stays"),
        words.say("满意", "Satisfied"),
        words.say("不满意", "Not satisfied"),
        words.say("提交", "Send")
    )
}

fn comment(words: Words, receipt: &str) -> String {
    format!(
        "<h2>{}</h2><form method=\"post\" action=\"/r/more\" enctype=\"multipart/form-data\">\
         <input type=\"hidden\" name=\"code\" value=\"{receipt}\"><label for=\"t\">{}</label>\
         <textarea id=\"t\" name=\"added\" rows=\"3\" maxlength=\"300\" required></textarea><button>{}</button></form>",
        words.say("补充意见", "Add a comment"),
        words.say("评价后30天内可补充一次", "Once, within 30 days"),
        words.say("提交补充", "Add")
    )
}
