package ledger

import (
	"math"
	"slices"
	"sort"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

// noBalance marks a row whose bank gave no balance; no decimal of a reply parses to it.
const noBalance = aisclient.Amount(math.MinInt64)

// columns are the rows, one slice a field, all of the same length. They only ever grow at the end: what was
// written stays as it is. That is what lets a prefix share its memory with the builder that keeps appending.
type columns struct {
	date    []aisclient.Date
	on      []aisclient.Date
	amount  []aisclient.Amount
	balance []aisclient.Amount
	digits  digitRows
	party   []int32
	iban    []int32
	kind    []int32
	status  []int32
	labels  []int32 // label sets
	source  []int32

	titles     textColumn
	foldTitles textColumn

	parties, ibans, kinds, statuses, labelNames dictionary
	states                                      []aisclient.RowState // by status

	sets     []labelSet
	symbols  symbols
	rawTitle rawTitles
	unbooked rowList // rows without a booking date
	unread   unreadRows
}

// prefix returns the columns as they are now, sharing memory but capped, so that what the builder appends
// later lies outside of them.
func (c *columns) prefix() columns {
	p := *c
	p.date, p.on = slices.Clip(c.date), slices.Clip(c.on)
	p.amount, p.balance, p.digits = slices.Clip(c.amount), slices.Clip(c.balance), slices.Clip(c.digits)
	p.party, p.iban, p.kind = slices.Clip(c.party), slices.Clip(c.iban), slices.Clip(c.kind)
	p.status, p.labels, p.source = slices.Clip(c.status), slices.Clip(c.labels), slices.Clip(c.source)
	p.titles, p.foldTitles = c.titles.prefix(), c.foldTitles.prefix()
	p.parties, p.ibans, p.kinds = c.parties.prefix(), c.ibans.prefix(), c.kinds.prefix()
	p.statuses, p.labelNames = c.statuses.prefix(), c.labelNames.prefix()
	p.sets, p.states = slices.Clip(c.sets), slices.Clip(c.states)
	p.symbols, p.rawTitle = slices.Clip(c.symbols), slices.Clip(c.rawTitle)
	p.unbooked, p.unread = slices.Clip(c.unbooked), slices.Clip(c.unread)
	return p
}

// labelSet is a distinct combination of labels. Set 0 is empty.
type labelSet struct {
	ids   []int32 // in labelNames, in the order of texts
	texts []text.Text
}

// rowList is a sorted list of the few rows that have something.
type rowList []int32

func (r rowList) has(row int32) bool {
	_, ok := slices.BinarySearch(r, row)
	return ok
}

// symbols are the few rows with a variable or constant symbol, sorted by row.
type symbols []symbolPair

type symbolPair struct {
	row                int32
	variable, constant text.Text
}

func (s symbols) at(row int32) (variable, constant text.Text) {
	i := sort.Search(len(s), func(i int) bool { return s[i].row >= row })
	if i < len(s) && s[i].row == row {
		return s[i].variable, s[i].constant
	}
	return text.Text{}, text.Text{}
}

// digitRows are the few rows whose bank writes amounts in another way than this program, sorted by row.
type digitRows []rowDigits

type rowDigits struct {
	row             int32
	amount, balance string
}

func (d digitRows) at(row int32) rowDigits {
	i := sort.Search(len(d), func(i int) bool { return d[i].row >= row })
	if i < len(d) && d[i].row == row {
		return d[i]
	}
	return rowDigits{}
}

// unreadRows are the few rows with a field that could not be read, sorted by row.
type unreadRows []unreadRow

type unreadRow struct {
	row    int32
	amount bool // its amount is one of them
	cells  []aisclient.UnreadCell
}

func (u unreadRows) at(row int32) unreadRow {
	i := sort.Search(len(u), func(i int) bool { return u[i].row >= row })
	if i < len(u) && u[i].row == row {
		return u[i]
	}
	return unreadRow{}
}

// raw is what the bank wrote in a field of a row that could not be read.
func (u unreadRow) raw(field string) string {
	for _, c := range u.cells {
		if c.Field == field {
			return c.Raw.String()
		}
	}
	return ""
}

// blockSize is how many bytes of text lie together. A text never crosses a block's end, and a full block is
// never touched again, so growing copies nothing.
const blockSize = 1 << 20

// textColumn holds one text a row, in row order, each followed by textEnd.
type textColumn struct {
	blocks []textBlock
	off    []uint32 // block number * blockSize + place in the block
	size   []uint16 // bytes, without textEnd
}

// textBlock is a run of rows' texts.
type textBlock struct {
	first int32 // its first row
	data  []byte
}

// textEnd stands after every text. Cleaned text has no line feed, so no search matches across two rows.
const textEnd = '\n'

// add appends the next row's text, made by write; write must append to its argument and return it.
func (t *textColumn) add(longest int, write func([]byte) []byte) {
	last := len(t.blocks) - 1
	if last < 0 || len(t.blocks[last].data)+longest+1 > blockSize {
		t.blocks = append(t.blocks, textBlock{first: int32(len(t.off)), data: make([]byte, 0, t.nextSize(longest))})
		last++
	}
	b := &t.blocks[last]
	from := len(b.data)
	b.data = write(b.data)
	t.off = append(t.off, uint32(last*blockSize+from))
	t.size = append(t.size, uint16(len(b.data)-from))
	b.data = append(b.data, textEnd)
}

// nextSize keeps a small import small: the first block is 64 KiB, the others are whole.
func (t *textColumn) nextSize(longest int) int {
	if len(t.blocks) == 0 {
		return max(64<<10, longest+1)
	}
	return blockSize
}

// at returns the row's text, pointing into its block.
func (t *textColumn) at(row int32) string {
	off := t.off[row]
	b := t.blocks[off/blockSize].data
	from := int(off % blockSize)
	return view(b[from : from+int(t.size[row])])
}

func (t *textColumn) prefix() textColumn {
	p := textColumn{off: slices.Clip(t.off), size: slices.Clip(t.size)}
	p.blocks = make([]textBlock, len(t.blocks))
	for i, b := range t.blocks {
		p.blocks[i] = textBlock{first: b.first, data: slices.Clip(b.data)}
	}
	return p
}
