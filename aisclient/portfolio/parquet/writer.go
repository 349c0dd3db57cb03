// Package parquet writes tables as Parquet files. It puts the files together of the parts of parquet-go that know the format, its
// thrift and its encodings: the package parquet-go itself brings reflection, protobuf and geometry along, 5.7 MB of program.
//
// Values are compressed with zstd. Row groups hold a fixed number of rows, and each column of one is one page.
package parquet

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"aisdesk/aisclient"
)

// groupRows is how many rows a row group has: enough to compress and read well, and a few tens of MB in memory.
const groupRows = 1 << 16

// magic begins and ends a file.
const magic = "PAR1"

// Writer writes one table. The cells of a row are given in the order of the columns, each by the method of its kind, and
// End ends the row. The first error stays: Close returns it.
type Writer struct {
	w      io.Writer
	offset int64
	chunks []*chunk
	at     int // the next cell's column
	rows   int // in the row group that is not written yet
	total  int64
	groups []format.RowGroup
	z      *zstd.Encoder
	page   []byte // memory of pages
	packed []byte
	err    error
}

// New begins a table. It fails with w's error.
func New(w io.Writer, columns []Column) (*Writer, error) {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20))
	if err != nil {
		return nil, err
	}
	p := &Writer{w: w, z: z}
	for _, c := range columns {
		p.chunks = append(p.chunks, newChunk(c))
	}
	p.write([]byte(magic))
	return p, p.err
}

// next is the column of the next cell.
func (p *Writer) next(kinds ...Kind) *chunk {
	if p.err != nil {
		return nil
	}
	if p.at >= len(p.chunks) {
		p.err = fmt.Errorf("a row has more than %d cells", len(p.chunks))
		return nil
	}
	c := p.chunks[p.at]
	p.at++
	for _, k := range kinds {
		if c.Kind == k {
			return c
		}
	}
	p.err = fmt.Errorf("column %s is of another kind than its cell", c.Name)
	return nil
}

// Null writes that nothing is known.
func (p *Writer) Null() {
	if c := p.next(Text, Unique, Int, Bool, Decimal, Day, Time); c != nil {
		c.null()
	}
}

// Text writes a text; an empty one is null.
func (p *Writer) Text(s string) {
	switch c := p.next(Text, Unique); {
	case c == nil:
	case s == "":
		c.null()
	default:
		c.text(s)
	}
}

// List writes a list of texts.
func (p *Writer) List(of []string) {
	if c := p.next(List); c != nil {
		c.list(of)
	}
}

// Int writes a number.
func (p *Writer) Int(n int64) {
	if c := p.next(Int); c != nil {
		c.int64(n)
	}
}

// Bool writes a truth value.
func (p *Writer) Bool(is bool) {
	if c := p.next(Bool); c != nil {
		c.bool(is)
	}
}

// Day writes a day; zero is null.
func (p *Writer) Day(d aisclient.Date) {
	switch c := p.next(Day); {
	case c == nil:
	case d == 0:
		c.null()
	default:
		c.int32(int32(d.Time().Unix() / secondsOfDay))
	}
}

const secondsOfDay = 24 * 60 * 60

// Time writes a time; the zero time is null.
func (p *Writer) Time(t time.Time) {
	switch c := p.next(Time); {
	case c == nil:
	case t.IsZero():
		c.null()
	default:
		c.int64(t.UnixMicro())
	}
}

// digitsError says that an amount has more digits than a column can hold.
type digitsError struct {
	Column string
	Amount aisclient.Amount
}

// Error names the column and the amount.
func (e *digitsError) Error() string {
	return fmt.Sprintf("%s %s has more than %d digits, the most that DECIMAL(%d,%d) holds", e.Column, e.Amount, digits, digits, scale)
}

// most is the greatest Decimal, in ten-thousandths.
const most = 1_000_000_000_000_000_000 - 1

// Amount writes an amount; nil is null. One with too many digits is a *DigitsError.
func (p *Writer) Amount(a *aisclient.Amount) {
	switch c := p.next(Decimal); {
	case c == nil:
	case a == nil:
		c.null()
	case *a > most || *a < -most:
		p.err = &digitsError{c.Name, *a}
	default:
		c.int64(int64(*a))
	}
}

// End ends a row. Once there are enough a row group is written. It fails where the row has another number of cells than there are
// columns, and with w's error, then and from then on.
func (p *Writer) End() error {
	if p.err == nil && p.at != len(p.chunks) {
		p.err = fmt.Errorf("a row has %d cells instead of %d", p.at, len(p.chunks))
	}
	p.at = 0
	p.rows++
	if p.err == nil && p.rows == groupRows {
		p.flush()
	}
	return p.err
}

// Close writes what is left and the file's footer, with facts about the table. The file itself stays open. It fails with the
// first error since New.
func (p *Writer) Close(program string, facts [][2]string) error {
	if p.rows > 0 {
		p.flush()
	}
	meta := format.FileMetaData{Version: 2, NumRows: p.total, RowGroups: p.groups, CreatedBy: program,
		Schema: []format.SchemaElement{{Name: "schema", NumChildren: thrift.New(int32(len(p.chunks)))}}}
	for _, c := range p.chunks {
		meta.Schema = append(meta.Schema, c.schema()...)
	}
	for _, f := range facts {
		meta.KeyValueMetadata = append(meta.KeyValueMetadata, format.KeyValue{Key: f[0], Value: f[1]})
	}
	footer, err := thrift.Marshal(&thrift.CompactProtocol{}, &meta)
	p.err = errors.Join(p.err, err)
	p.write(binary.LittleEndian.AppendUint32(footer, uint32(len(footer))))
	p.write([]byte(magic))
	return errors.Join(p.err, p.z.Close())
}

func (p *Writer) write(b []byte) {
	if p.err != nil {
		return
	}
	n, err := p.w.Write(b)
	p.offset += int64(n)
	if err != nil {
		p.err = fmt.Errorf("writing the table: %w", err)
	}
}
