package ledger

import "slices"

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

// bytes is how much text there is.
func (t *textColumn) bytes() int {
	n := 0
	for _, b := range t.blocks {
		n += len(b.data)
	}
	return n
}

func (t *textColumn) prefix() textColumn {
	p := textColumn{off: slices.Clip(t.off), size: slices.Clip(t.size)}
	p.blocks = make([]textBlock, len(t.blocks))
	for i, b := range t.blocks {
		p.blocks[i] = textBlock{first: b.first, data: slices.Clip(b.data)}
	}
	return p
}
