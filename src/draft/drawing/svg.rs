//! A drawing as SVG: shapes become elements, and every text of a record is escaped.

use std::fmt::Write;

use super::ink::Ink;
use super::shape::{Anchor, Area, Fill, Paint, Shape, Text, number};
use super::{Drawing, Form};

/// The class of the drawing: its rules touch nothing else on a page.
const ROOT: &str = "hotwash-drawing";

/// Letters of the reader's system first; the last is the one that texts are measured with.
const FONTS: &str = "system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',Verdana,sans-serif";

/// The drawing as one `svg` element.
pub(super) fn written(drawing: &Drawing, form: Form) -> String {
    let mut out = String::new();
    let (width, height) = (number(super::sheet::WIDTH), number(drawing.height.ceil()));
    let size = match form {
        Form::Alone => format!(" width=\"{width}\" height=\"{height}\""),
        Form::Embedded => String::new(),
    };
    push(
        &mut out,
        format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{ROOT}\" viewBox=\"0 0 {width} {height}\"{size} role=\"img\" \
             aria-labelledby=\"{ROOT}-title {ROOT}-desc\" font-family=\"{FONTS}\" font-size=\"12\">\n\
             <title id=\"{ROOT}-title\">{}</title>\n<desc id=\"{ROOT}-desc\">{}</desc>\n<style>{}</style>\n{}\n",
            escaped(&drawing.title),
            escaped(&drawing.about),
            style(),
            patterns(),
        ),
    );
    let whole = Area::new(0.0, 0.0, super::sheet::WIDTH, drawing.height.ceil());
    shape(&mut out, &Shape::Rect(whole, 0.0, Paint::full(Ink::Ground)), form);
    for one in &drawing.shapes {
        shape(&mut out, one, form);
    }
    out.push_str("</svg>");
    out
}

/// The rules that the elements cannot carry themselves: the halo, the isolation of recorded words, and the dark colours.
fn style() -> String {
    let mut dark = String::new();
    for ink in Ink::ALL {
        let (class, colour) = (ink.class(), ink.dark());
        push(
            &mut dark,
            format_args!(".{ROOT} .f-{class}{{fill:{colour}}}.{ROOT} .s-{class}{{stroke:{colour}}}"),
        );
    }
    let (ground, night) = (Ink::Ground.light(), Ink::Ground.dark());
    format!(
        ".{ROOT} .halo{{paint-order:stroke;stroke:{ground};stroke-width:3px;stroke-linejoin:round}}\
         .{ROOT} .recorded{{unicode-bidi:isolate}}\
         @media screen and (prefers-color-scheme:dark){{{dark}.{ROOT} .halo{{stroke:{night}}}}}"
    )
}

fn patterns() -> String {
    let pattern = |name: &str, size: u8, line: String| {
        format!(
            "<pattern id=\"{ROOT}-{name}\" width=\"{size}\" height=\"{size}\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(45)\"><path d=\"M0 0V{size}\"{line}/></pattern>"
        )
    };
    let hatched = attributes(Paint::line(Ink::Rule, 2.4));
    let reduced = attributes(Paint::line(Ink::Impact, 3.2).faint(0.75));
    format!(
        "<defs>{}{}</defs>",
        pattern("hatched", 6, hatched),
        pattern("reduced", 7, reduced)
    )
}

fn shape(out: &mut String, shape_drawn: &Shape, form: Form) {
    match shape_drawn {
        Shape::Rect(area, round, paint) => {
            let corner = if *round > 0.0 {
                format!(" rx=\"{}\"", number(*round))
            } else {
                String::new()
            };
            push(
                out,
                format_args!(
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{corner}{}/>\n",
                    number(area.x),
                    number(area.y),
                    number(area.width.max(0.0)),
                    number(area.height.max(0.0)),
                    attributes(*paint)
                ),
            );
        }
        Shape::Circle(x, y, radius, paint) => push(
            out,
            format_args!(
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}/>\n",
                number(*x),
                number(*y),
                number(*radius),
                attributes(*paint)
            ),
        ),
        Shape::Path(path, paint) => push(out, format_args!("<path d=\"{path}\"{}/>\n", attributes(*paint))),
        Shape::Text(words) => text(out, words),
        Shape::Group { title, entry, shapes } => group(out, title, *entry, shapes, form),
    }
}

/// A group with its words; on a page it leads to its entry.
fn group(out: &mut String, title: &str, entry: Option<u32>, shapes: &[Shape], form: Form) {
    let link = entry.filter(|_| form == Form::Embedded);
    if let Some(number) = link {
        push(out, format_args!("<a href=\"#e{number}\">"));
    }
    out.push_str("<g>");
    if !title.is_empty() {
        push(out, format_args!("<title>{}</title>", escaped(title)));
    }
    out.push('\n');
    for one in shapes {
        shape(out, one, form);
    }
    out.push_str(if link.is_some() { "</g></a>\n" } else { "</g>\n" });
}

fn text(out: &mut String, text: &Text) {
    let (x, y) = (number(text.x), number(text.y));
    let place = if text.upright {
        format!("transform=\"translate({x} {y}) rotate(-90)\"")
    } else {
        format!("x=\"{x}\" y=\"{y}\"")
    };
    let anchor = match text.anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let size = match text.face.size {
        12 => String::new(),
        size => format!(" font-size=\"{size}\""),
    };
    let weight = if text.face.bold {
        " font-weight=\"700\""
    } else {
        ""
    };
    let halo = if text.halo { " halo" } else { "" };
    let (class, colour) = (text.ink.class(), text.ink.light());
    push(
        out,
        format_args!("<text {place}{anchor}{size}{weight} class=\"f-{class}{halo}\" fill=\"{colour}\">"),
    );
    let (recorded, words) = (escaped(&text.recorded), escaped(&text.words));
    if text.recorded.is_ascii() {
        push(out, format_args!("{recorded}{words}</text>\n"));
    } else {
        // Letters that read from right to left must not take our words with them.
        push(
            out,
            format_args!("<tspan class=\"recorded\">{recorded}</tspan>{words}</text>\n"),
        );
    }
}

/// The attributes of a paint: a literal colour for every renderer, and a class for the dark style.
fn attributes(paint: Paint) -> String {
    let (mut classes, mut out) = (Vec::new(), String::new());
    match paint.fill {
        Fill::Open => out.push_str(" fill=\"none\""),
        Fill::Full(ink) => {
            classes.push(format!("f-{}", ink.class()));
            push(&mut out, format_args!(" fill=\"{}\"", ink.light()));
        }
        Fill::Reduced => push(&mut out, format_args!(" fill=\"url(#{ROOT}-reduced)\"")),
        Fill::Hatched => push(&mut out, format_args!(" fill=\"url(#{ROOT}-hatched)\"")),
    }
    if let Some((ink, width)) = paint.stroke {
        classes.push(format!("s-{}", ink.class()));
        push(
            &mut out,
            format_args!(" stroke=\"{}\" stroke-width=\"{}\"", ink.light(), number(width)),
        );
    }
    if let Some(opacity) = paint.opacity.filter(|opacity| *opacity < 1.0) {
        push(&mut out, format_args!(" opacity=\"{opacity}\""));
    }
    if let Some(dash) = paint.dash {
        push(&mut out, format_args!(" stroke-dasharray=\"{dash}\""));
    }
    if classes.is_empty() {
        out
    } else {
        format!(" class=\"{}\"{out}", classes.join(" "))
    }
}

/// A text that no parser takes for more than a text. What XML cannot hold becomes the replacement character.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

fn push(out: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = out.write_fmt(words);
}
