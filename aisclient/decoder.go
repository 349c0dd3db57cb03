package aisclient

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"aisdesk/aisclient/internal/xmlscan"
	"aisdesk/aisclient/text"
)

// decoder turns elements into the model. Its methods consume the open element of its scanner.
type decoder struct {
	*xmlscan.Scanner
	words    words
	warnings warnings
}

func newDecoder(ctx context.Context, r io.Reader, limits xmlscan.Limits) *decoder {
	return &decoder{Scanner: xmlscan.New(ctx, r, limits), words: newWords()}
}

// field returns the open element's own text, trimmed. Child elements are counted as unknown.
func (d *decoder) field() ([]byte, error) {
	d.known()
	b, err := d.Leaf(d.unknown)
	return xmlscan.Trim(b), err
}

// textField is field as cleaned text.
func (d *decoder) textField(to *text.Text) error {
	b, err := d.field()
	*to = text.CleanBytes(b)
	return err
}

// word is textField for texts that many rows share: each is cleaned and stored once.
func (d *decoder) word(to *text.Text) error {
	d.known()
	raw, ok := d.QuickLeaf()
	if !ok {
		b, err := d.Leaf(d.unknown)
		*to = text.CleanBytes(xmlscan.Trim(b))
		return err
	}
	if t, ok := d.words.known(raw); ok {
		*to = t
		d.CloseLeaf()
		return nil
	}
	b, err := d.CheckLeaf(raw)
	if err != nil {
		return err
	}
	*to = text.CleanBytes(xmlscan.Trim(b))
	d.words.learn(raw, *to)
	d.CloseLeaf()
	return nil
}

// value hands the open element's trimmed text to parse. What parse refuses is an error that names the
// element and the place of its text.
func (d *decoder) value(what string, parse func([]byte) error) error {
	d.known()
	if raw, ok := d.QuickLeaf(); ok {
		b, err := d.CheckLeaf(raw)
		if err != nil {
			return err
		}
		if err := parse(xmlscan.Trim(b)); err != nil {
			d.Unread(raw)
			return d.Wrap(fmt.Sprintf("%.40q is not %s", xmlscan.Trim(b), what), err)
		}
		d.CloseLeaf()
		return nil
	}
	bad := d.Fail("").(*xmlscan.Error)
	b, err := d.Leaf(d.unknown)
	if err != nil {
		return err
	}
	if err := parse(xmlscan.Trim(b)); err != nil {
		bad.What, bad.Err = fmt.Sprintf("%.40q is not %s", xmlscan.Trim(b), what), err
		return bad
	}
	return nil
}

// amountField reads an amount that may be missing: an empty element is none.
func (d *decoder) amountField(to **Amount) error {
	return d.value("an amount", func(b []byte) error {
		if len(b) == 0 {
			return nil
		}
		a, err := ParseAmount(b)
		*to = &a
		return err
	})
}

// dateField reads a date that may be missing: an empty element is none.
func (d *decoder) dateField(to *Date) error {
	return d.value("a date", func(b []byte) (err error) {
		if len(b) > 0 {
			*to, err = ParseDate(b)
		}
		return err
	})
}

// known counts the attributes of the open element that are not among names. Call it right after child.
func (d *decoder) known(names ...string) {
	for i := range d.Attrs() {
		if name := string(d.AttrName(i)); !foreignAttr(name) && !slices.Contains(names, name) {
			d.warn("unknown attribute", "/@"+name)
		}
	}
}

// foreignAttr reports whether an attribute belongs to XML itself and its schemas.
func foreignAttr(name string) bool {
	return name == "xmlns" || strings.HasPrefix(name, "xmlns:") || strings.HasPrefix(name, "xsi:") || strings.HasPrefix(name, "xml:")
}

// unknown passes over an element that this program does not know, and counts it.
func (d *decoder) unknown() error {
	d.warn("unknown element", "")
	return d.Skip()
}

func (d *decoder) warn(what, suffix string) { d.warnings.add(d.Scanner, what, suffix) }

// textAttr returns an attribute of the last start tag as cleaned text.
func (d *decoder) textAttr(name string) text.Text {
	b, _ := d.Attr(name)
	return text.CleanBytes(xmlscan.Trim(b))
}

// boolAttr reads true, false, 1 or 0; nil for a missing attribute and, with a warning, for anything else.
func (d *decoder) boolAttr(name string) *bool {
	b, ok := d.Attr(name)
	if !ok {
		return nil
	}
	v, err := strconv.ParseBool(string(xmlscan.Trim(b)))
	if err != nil {
		d.warn("not true or false", "/@"+name)
		return nil
	}
	return &v
}

// timeAttr reads an RFC 3339 time; anything else is the zero time with a warning.
func (d *decoder) timeAttr(name string) time.Time {
	b, ok := d.Attr(name)
	if !ok {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339, string(xmlscan.Trim(b)))
	if err != nil {
		d.warn("not a time", "/@"+name)
		return time.Time{}
	}
	return t.UTC()
}
