package ledger

import (
	"bytes"
	"math/bits"
)

// textRun is rows of one block whose texts lie one after the other.
type textRun struct {
	t        *textColumn
	from, to int32
	data     []byte
}

// eachRun calls scan with every run of rows that are still open. A run may have settled rows in it, as long as
// more than so few of 64 rows are open: searching on is then quicker than beginning anew.
func (t *textColumn) eachRun(p *part, sparse int, scan func(textRun)) {
	first := int32(-1) // of a run that is being put together
	flush := func(end int32) {
		if first >= 0 {
			t.cutRun(first, end, scan)
			first = -1
		}
	}
	for i := range p.todo {
		w, row := p.open(i), p.from+int32(i<<6)
		if bits.OnesCount64(w) > sparse {
			if first < 0 {
				first = row
			}
			continue
		}
		flush(row)
		for ; w != 0; w &= w - 1 {
			one := row + int32(bits.TrailingZeros64(w))
			t.cutRun(one, one+1, scan)
		}
	}
	flush(p.to)
}

// cutRun cuts rows where a block ends.
func (t *textColumn) cutRun(from, to int32, scan func(textRun)) {
	for from < to {
		number := t.off[from] / blockSize
		end := to
		if next := int(number) + 1; next < len(t.blocks) {
			end = min(end, t.blocks[next].first)
		}
		first, last := t.off[from]%blockSize, t.off[end-1]%blockSize+uint32(t.size[end-1])
		scan(textRun{t, from, end, t.blocks[number].data[first:last]})
		from = end
	}
}

// each calls found with every row in which index finds something, and with its first place in the row's text.
func (s textRun) each(index func([]byte) int, found func(row int32, place int)) {
	row := s.from
	off := s.t.off[:s.to]
	base := off[row]
	for at := 0; at < len(s.data); {
		k := index(s.data[at:])
		if k < 0 {
			return
		}
		at += k
		for int(row)+1 < len(off) && int(off[row+1]-base) <= at {
			row++
		}
		from := int(off[row] - base)
		found(row, at-from)
		at = from + int(s.t.size[row]) + 1
	}
}

// needle is a word to look for. What is looked for is its rarest letter: around each the word is compared.
type needle struct {
	word string
	rare int  // the place of the letter in the word
	seen bool // the letter is frequent: nearly every word would be compared
	// sparse is how few rows of 64 are better searched one by one: the more, the more often the search stops.
	sparse int
}

// sparse is needle.sparse for what is searched without a stop.
const sparse = 6

// frequent is the share of a text's letters, 1 in so many, from which on a letter does not tell a word.
const frequent = 8

func newNeedle(word string, l *letterCount) needle {
	n := needle{word: word}
	for i := range len(word) {
		if l.of[word[i]] < l.of[word[n.rare]] {
			n.rare = i
		}
	}
	n.seen = len(word) > 1 && l.of[word[n.rare]] > l.all/frequent
	n.sparse = sparse + min(64*l.of[n.word[n.rare]]/max(l.of[textEnd], 1)*4/10, 24)
	return n
}

// index is the word's first place in a text, or -1.
func (n *needle) index(text []byte) int {
	if n.seen {
		return bytes.Index(text, []byte(n.word))
	}
	for at := n.rare; at < len(text); at++ {
		k := bytes.IndexByte(text[at:], n.word[n.rare])
		if k < 0 {
			return -1
		}
		at += k
		from := at - n.rare
		if end := from + len(n.word); end <= len(text) && string(text[from:end]) == n.word {
			return from
		}
	}
	return -1
}

// letterCount says how often each byte occurs in a sample of the folded titles.
type letterCount struct {
	all int
	of  [256]int
}

// letters counts once.
func (l *Ledger) letters() *letterCount {
	l.cache.mu.Lock()
	defer l.cache.mu.Unlock()
	if l.cache.letters == nil {
		l.cache.letters = l.foldTitles.sample()
	}
	return l.cache.letters
}

// samples and sampleSize bound how much text is counted.
const samples, sampleSize = 64, 1 << 10

func (t *textColumn) sample() *letterCount {
	c := &letterCount{}
	step := max(1, len(t.blocks)/samples)
	for i := 0; i < len(t.blocks); i += step {
		data := t.blocks[i].data
		for _, b := range data[:min(len(data), sampleSize)] {
			c.of[b]++
		}
		c.all += min(len(data), sampleSize)
	}
	return c
}
