package scenario

import (
	"bytes"
	"io"
	"strings"
)

// damages are the ways in which the scenario "malformed" spoils a final reply.
var damages = []string{"doctype", "two-roots", "text-after-root", "bad-utf8", "control", "bad-amount", "bad-date", "bare-ampersand", "mismatched-tag", "duplicate-attribute", "deep", "bom", "other-root", "no-body"}

// Damager spoils a document that is written to w; nil if the scenario spoils none.
func (e *Behaviour) Damager(w io.Writer) *Damager {
	if e.damage == "" {
		return nil
	}
	return &Damager{w: w, how: e.damage}
}

// Damager rewrites a document on its way out. It needs the head and the end only, so that the middle streams.
type Damager struct {
	w    io.Writer
	how  string
	done bool
}

func (d *Damager) Write(p []byte) (int, error) {
	n := len(p)
	if d.how == "no-body" {
		return n, nil
	}
	if !d.done {
		p, d.done = damage(p, d.how)
	}
	_, err := d.w.Write(p)
	return n, err
}

// Finish writes what comes after the document. The error is the writer's.
func (d *Damager) Finish() error {
	tail := map[string]string{"two-roots": `<reply status="200 OK"></reply>`, "text-after-root": "Service provided by proxy-7"}[d.how]
	_, err := io.WriteString(d.w, tail)
	return err
}

// damage spoils one chunk and tells whether it found the place for it.
func damage(p []byte, how string) ([]byte, bool) {
	edit := func(old, new string) ([]byte, bool) {
		i := bytes.Index(p, []byte(old))
		if i < 0 {
			return p, false
		}
		return bytes.Join([][]byte{p[:i], p[i+len(old):]}, []byte(new)), true
	}
	switch how {
	case "doctype":
		return edit("<reply ", `<!DOCTYPE reply [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><reply `)
	case "bad-utf8":
		return edit("<name>", "<name>\xc3\x28\xff ")
	case "control":
		return edit("<name>", "<name>\x1b[31m")
	case "bad-amount":
		return edit("<currencyAmount>", "<currencyAmount>1,000.0.")
	case "bad-date":
		return edit("<bookedOn>", "<bookedOn>31/")
	case "bare-ampersand":
		return edit("<name>", "<name>Smith & ")
	case "mismatched-tag":
		return edit("</owners>", "</owner>")
	case "duplicate-attribute":
		return edit("<reply ", `<reply status="200 OK" `)
	case "deep":
		return edit("<result>", "<result>"+strings.Repeat("<x>", 100_000)+strings.Repeat("</x>", 100_000))
	case "bom":
		return append([]byte("\xef\xbb\xbf"), p...), true
	case "other-root":
		out, ok := edit("<reply ", "<answer ")
		return bytes.Replace(out, []byte("</reply>"), []byte("</answer>"), 1), ok && bytes.Contains(out, []byte("</reply>"))
	}
	return p, true
}
