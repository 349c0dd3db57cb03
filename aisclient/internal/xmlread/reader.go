// Package xmlread reads the elements of an XML document as values: cleaned texts, times, truths, and whatever a parse
// function makes of a text. It counts what its user does not know, and stores texts that stand often only once.
package xmlread

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"aisdesk/aisclient/internal/xmlscan"
	"aisdesk/aisclient/text"
)

// Reader reads a document from its start to its end. Its methods consume the open element of its Scanner.
type Reader struct {
	*xmlscan.Scanner
	texts    interned
	warnings warnings
	astray   []byte // what stands astray of the field that was read last
	isAstray bool
}

// New makes a Reader.
func New(s *xmlscan.Scanner) *Reader { return &Reader{Scanner: s, texts: newInterned()} }

// Children calls each for every child of the open element, which each must consume. The name comes without a prefix. It fails
// with each's error or the scanner's *xmlscan.Error.
func (d *Reader) Children(each func(name string) error) error {
	for {
		ok, err := d.Child()
		if err != nil || !ok {
			return err
		}
		if err := each(string(d.Local())); err != nil {
			return err
		}
	}
}

// Field returns the open element's own text, trimmed. Child elements are counted as unknown: see Astray. The error is the
// scanner's *xmlscan.Error.
func (d *Reader) Field() ([]byte, error) {
	d.beginField()
	b, err := d.Leaf(d.stray)
	return d.endField(b), err
}

// Text is Field as cleaned text. The error is the scanner's *xmlscan.Error.
func (d *Reader) Text(to *text.Text) error {
	b, err := d.Field()
	*to = Clean(b)
	return err
}

// SharedText is Text for texts that many rows share: each is cleaned and stored once. The error is the scanner's *xmlscan.Error.
func (d *Reader) SharedText(to *text.Text) error {
	d.beginField()
	raw, ok := d.QuickLeaf()
	if !ok {
		b, err := d.Leaf(d.stray)
		*to = Clean(d.endField(b))
		return err
	}
	if t, ok := d.texts.known(raw); ok {
		*to = t
		d.endField(raw)
		d.CloseLeaf()
		return nil
	}
	b, err := d.CheckLeaf(raw)
	if err != nil {
		return err
	}
	*to = Clean(d.endField(b))
	d.texts.learn(raw, *to)
	d.CloseLeaf()
	return nil
}

// IsAstray reports whether Astray has something to say.
func (d *Reader) IsAstray() bool { return d.isAstray }

// Astray reports whether the value of the field that was read last, or part of it, stands where none belongs: in child elements
// or, beside no text, in attributes. raw says what stands there. What was read of the field means nothing then.
func (d *Reader) Astray() (raw text.Text, ok bool) {
	if !d.isAstray {
		return text.Text{}, false
	}
	return text.CleanBytes(d.astray), true
}

// maxAstray is how much of what stands astray is kept, in bytes.
const maxAstray = 200

func (d *Reader) beginField() {
	d.Known()
	d.astray, d.isAstray = d.astray[:0], false
	for i := range d.Attrs() {
		name := string(d.AttrName(i))
		if value, ok := d.Attr(name); ok && !foreignAttr(name) && len(d.astray) < maxAstray {
			d.astray = fmt.Appendf(d.astray, "%s=%.60q ", name, value)
		}
	}
}

// endField takes the own text of a field and returns it trimmed.
func (d *Reader) endField(own []byte) []byte {
	own = xmlscan.Trim(own)
	if len(own) == 0 && len(d.astray) > 0 {
		d.isAstray = true
	}
	if d.isAstray {
		d.astray = xmlscan.Trim(fmt.Appendf(nil, "%.60s %s", own, d.astray))
	}
	return own
}

// stray passes over a child element of a field, and keeps its texts.
func (d *Reader) stray() error {
	d.Warn("unknown element", "")
	d.isAstray = true
	return d.strayText()
}

func (d *Reader) strayText() error {
	b, err := d.Leaf(d.strayText)
	if b = xmlscan.Trim(b); len(b) > 0 && len(d.astray) < maxAstray {
		d.astray = fmt.Appendf(d.astray, "%.60s ", b)
	}
	return err
}

// Refused is the text of an element that is not what belongs there.
type Refused struct {
	Name string // of the element, without a prefix
	Text text.Text
}

// Cell hands the open element's trimmed text to parse. A text that parse refuses costs nothing but itself: it is
// returned, and counted with its place among the warnings as an unread what.
func (d *Reader) Cell(what string, parse func([]byte) error) (*Refused, error) {
	d.beginField()
	raw, quick := d.QuickLeaf()
	if !quick {
		name, path := string(d.Local()), string(d.AppendPath(nil, false))
		b, err := d.Leaf(d.stray)
		if b = d.endField(b); err != nil {
			return nil, err
		}
		if d.isAstray {
			b = d.astray
		} else if parse(b) == nil {
			return nil, nil
		}
		return d.refuse(what, name, path, b), nil
	}
	b, err := d.CheckLeaf(raw)
	if err != nil {
		return nil, err
	}
	var refused *Refused
	switch b = d.endField(b); {
	case d.isAstray:
		b = d.astray
		fallthrough
	case parse(b) != nil:
		refused = d.refuse(what, string(d.Local()), string(d.AppendPath(nil, false)), b)
	}
	d.CloseLeaf()
	return refused, nil
}

func (d *Reader) refuse(what, name, path string, b []byte) *Refused {
	d.WarnUnread(path, what, fmt.Sprintf(" %.60q", b))
	return &Refused{name, text.CleanBytes(b)}
}

// Known counts the attributes of the open element that are not among names. Call it right after child.
func (d *Reader) Known(names ...string) {
	for i := range d.Attrs() {
		if name := string(d.AttrName(i)); !foreignAttr(name) && !slices.Contains(names, name) {
			d.Warn("unknown attribute", "/@"+name)
		}
	}
}

// foreignAttr reports whether an attribute belongs to XML itself and its schemas.
func foreignAttr(name string) bool {
	return name == "xmlns" || strings.HasPrefix(name, "xmlns:") || strings.HasPrefix(name, "xsi:") || strings.HasPrefix(name, "xml:")
}

// Unknown passes over an element that this program does not know, and counts it. The error is the scanner's *xmlscan.Error.
func (d *Reader) Unknown() error {
	d.Warn("unknown element", "")
	return d.Skip()
}

// Warn counts what stands at the open element, or at suffix below it.
func (d *Reader) Warn(what, suffix string) { d.warnings.add(d.Scanner, what, suffix) }

// WarnUnread counts something at a path, with its places in lists, that holds data and could not be read. kind is of few
// words, stood says what stood there.
func (d *Reader) WarnUnread(path, kind, stood string) { d.warnings.addUnread(path, kind, stood) }

// TextAttr returns an attribute of the last start tag as cleaned text.
func (d *Reader) TextAttr(name string) text.Text {
	b, _ := d.Attr(name)
	return text.CleanBytes(xmlscan.Trim(b))
}

// BoolAttr reads true, false, 1 or 0; nil for a missing attribute and, with a warning, for anything else.
func (d *Reader) BoolAttr(name string) *bool {
	b, ok := d.Attr(name)
	if !ok {
		return nil
	}
	v, err := strconv.ParseBool(string(xmlscan.Trim(b)))
	if err != nil {
		d.Warn("not true or false", "/@"+name)
		return nil
	}
	return &v
}

// HasAttr reports whether the last start tag has an attribute.
func (d *Reader) HasAttr(name string) bool {
	_, ok := d.Attr(name)
	return ok
}

// TimeAttr reads an RFC 3339 time; anything else is the zero time with a warning.
func (d *Reader) TimeAttr(name string) time.Time {
	b, ok := d.Attr(name)
	if !ok {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339, string(xmlscan.Trim(b)))
	if err != nil {
		d.Warn("not a time", "/@"+name)
		return time.Time{}
	}
	return t.UTC()
}
