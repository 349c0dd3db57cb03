package analytics

import (
	"bytes"
	"encoding/json"
	"iter"
	"strconv"
	"strings"

	"aisdesk/aisclient/text"
	"aisdesk/tui/cell"
	"aisdesk/tui/theme"
)

// jsonLines writes a JSON answer as an outline: names at the left, values beside them, what is inside
// something indented under it. Member names of the services are not documented in full, so nothing is
// picked out or left out; order is the answer's.
func jsonLines(t *theme.Theme, raw []byte, w int) iter.Seq[string] {
	return func(yield func(string) bool) {
		if len(raw) == 0 {
			return
		}
		d := json.NewDecoder(bytes.NewReader(raw))
		d.UseNumber()
		o := outline{t: t, w: w, yield: yield, more: true}
		if err := o.value(d, "", 0); err != nil && o.more {
			yield(t.Paint(theme.Bad, "the answer is not JSON"))
		}
	}
}

type outline struct {
	t     *theme.Theme
	w     int
	yield func(string) bool
	more  bool
}

// deepest is how deep an outline goes; what lies deeper is not drawn.
const deepest = 12

func (o *outline) value(d *json.Decoder, name string, depth int) error {
	tok, err := d.Token()
	if err != nil {
		return err
	}
	delim, nested := tok.(json.Delim)
	if !nested {
		o.line(name, scalar(tok), depth)
		return nil
	}
	if name != "" {
		o.line(name, "", depth)
		depth++
	}
	for i := 1; d.More(); i++ {
		key := strconv.Itoa(i)
		if delim == '{' {
			k, err := d.Token()
			if err != nil {
				return err
			}
			key, _ = k.(string)
		}
		if err := o.value(d, key, depth); err != nil {
			return err
		}
	}
	_, err = d.Token()
	return err
}

func scalar(tok json.Token) string {
	switch v := tok.(type) {
	case string:
		return text.Clean(v).String()
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	}
	return "none"
}

func (o *outline) line(name, value string, depth int) {
	if !o.more || depth > deepest {
		return
	}
	name = strings.Repeat("  ", depth) + text.Clean(name).String()
	nw := min(max(28, 0), o.w/2)
	role := theme.Plain
	if value == "" {
		o.more = o.yield(o.t.Paint(theme.Title, cell.Fit(name, o.w, cell.Left, o.t.Glyphs().Ellipsis)))
		return
	}
	for i, part := range cell.Wrap(value, max(o.w-nw-1, 8)) {
		if i > 0 {
			name = ""
		}
		o.more = o.more && o.yield(o.t.Paint(theme.Dim, cell.Fit(name, nw, cell.Left, o.t.Glyphs().Ellipsis))+" "+o.t.Paint(role, part))
	}
}
