package theme

// Glyphs are the signs that the program draws with. Each is one cell wide.
type Glyphs struct {
	Unicode                                        bool
	Cursor, Mark, Asc, Desc, Ellipsis, Bullet, Dot string
	H, V, TopLeft, TopRight, BottomLeft            string
	BottomRight                                    string
	Yes, No, Warn, Up, Down, Left, Right           string
	Masked                                         string
}

// The signs keep to those that East Asian width tables call narrow or ambiguous and that Linux consoles have
// where possible.
var unicodeGlyphs = Glyphs{
	Unicode: true, Cursor: ">", Mark: "*", Asc: "↑", Desc: "↓", Ellipsis: "…", Bullet: "•", Dot: "·",
	H: "─", V: "│", TopLeft: "╭", TopRight: "╮", BottomLeft: "╰", BottomRight: "╯",
	Yes: "✓", No: "✗", Warn: "!", Up: "↑", Down: "↓", Left: "←", Right: "→", Masked: "•",
}

var asciiGlyphs = Glyphs{
	Cursor: ">", Mark: "*", Asc: "^", Desc: "v", Ellipsis: "~", Bullet: "*", Dot: "-",
	H: "-", V: "|", TopLeft: "+", TopRight: "+", BottomLeft: "+", BottomRight: "+",
	Yes: "+", No: "x", Warn: "!", Up: "^", Down: "v", Left: "<", Right: ">", Masked: "x",
}
