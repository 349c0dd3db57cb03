package ledger

import (
	"slices"
	"sort"
	"strings"

	"aisdesk/aisclient/text"
)

// dictionary holds distinct cleaned texts; an id is an index. Id 0 is always the empty text.
//
// Banks write the same text in several raw forms, for example with a line break or a space. Such rows share the
// id, so that they are filtered and grouped together; the few whose raw form is not that of the id stand in rows.
type dictionary struct {
	vals   []text.Text
	folded []string // the texts as Fold gives them; IBANs without spaces

	variants []text.Text // further raw forms of texts in vals
	base     []int32     // by variant: the id of its text in vals
	rows     []variantRow
}

// variantRow is a row whose raw text is a variant. They are sorted by row.
type variantRow struct {
	row     int32
	variant int32 // in variants
}

func (d *dictionary) prefix() dictionary {
	return dictionary{slices.Clip(d.vals), slices.Clip(d.folded), slices.Clip(d.variants), slices.Clip(d.base), slices.Clip(d.rows)}
}

// id finds or adds a text.
func (d *dictionary) id(ids map[string]int32, t text.Text, fold func(string) string) int32 {
	if id, ok := ids[t.String()]; ok {
		return id
	}
	// The decoder's string may point into a large block of the reply: a copy lets the block go.
	t = text.Clean(strings.Clone(t.Raw()))
	id := int32(len(d.vals))
	ids[t.String()] = id
	d.vals = append(d.vals, t)
	d.folded = append(d.folded, fold(t.String()))
	return id
}

// rowID is id for the text of a row, whose raw form is remembered where it is not the id's.
func (d *dictionary) rowID(ids map[string]int32, row int, t text.Text, fold func(string) string) int32 {
	id := d.id(ids, t, fold)
	if v := &d.vals[id]; (t.Altered() || v.Altered()) && t.Raw() != v.Raw() {
		d.rows = append(d.rows, variantRow{int32(row), d.variant(ids, t, id)})
	}
	return id
}

// rawKey begins the keys of raw forms in the map of ids. No cleaned text holds a line feed.
const rawKey = "\n"

// variant finds or adds a raw form.
func (d *dictionary) variant(ids map[string]int32, t text.Text, base int32) int32 {
	key := rawKey + t.Raw()
	n, ok := ids[key]
	if !ok {
		n = int32(len(d.variants))
		ids[key] = n
		d.variants = append(d.variants, text.Clean(key[len(rawKey):]))
		d.base = append(d.base, base)
	}
	return n
}

// variantOf is the id of a row's text with its raw form: the id in vals, or len(vals) and more for variants.
func (d *dictionary) variantOf(row, id int32) int32 {
	if len(d.rows) == 0 {
		return id
	}
	i := sort.Search(len(d.rows), func(i int) bool { return d.rows[i].row >= row })
	if i == len(d.rows) || d.rows[i].row != row {
		return id
	}
	return int32(len(d.vals)) + d.rows[i].variant
}

// text is the text of an id that variantOf gave.
func (d *dictionary) text(id int32) text.Text {
	if n := int32(len(d.vals)); id >= n {
		return d.variants[id-n]
	}
	return d.vals[id]
}

// rawTitles are the titles of the few rows whose cleaned title is not what the bank wrote, sorted by row.
type rawTitles []rawTitle

type rawTitle struct {
	row int32
	raw string
}

func (r rawTitles) at(row int32) (string, bool) {
	i := sort.Search(len(r), func(i int) bool { return r[i].row >= row })
	if i == len(r) || r[i].row != row {
		return "", false
	}
	return r[i].raw, true
}
