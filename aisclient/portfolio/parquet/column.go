package parquet

import (
	"encoding/binary"

	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// Kind is the type of a column.
type Kind int

// Kinds of columns. All but List may be null.
const (
	// Text is text of which a row group has many alike: it is written by a dictionary.
	Text Kind = iota
	// Unique is text of which most differ.
	Unique
	// List is a list of texts, which may be empty.
	List
	// Int is a whole number of 64 bits.
	Int
	// Bool is true or false.
	Bool
	// Decimal is DECIMAL(18,4) in INT64.
	Decimal
	// Day is DATE: days since 1970 in INT32.
	Day
	// Time is TIMESTAMP in UTC, microseconds in INT64.
	Time
)

// Column is the name and type of a column.
type Column struct {
	Name string
	Kind Kind
}

// Digits of a Decimal: 18 in all, 4 of them behind the point.
const (
	digits = 18
	scale  = 4
)

// schema are the elements of a column in the schema of its file.
func (c Column) schema() []format.SchemaElement {
	e := format.SchemaElement{Name: c.Name, RepetitionType: thrift.New(format.Optional), Type: thrift.New(c.physical())}
	logical := func(l format.LogicalTypeValue, old deprecated.ConvertedType) {
		e.LogicalType, e.ConvertedType = format.LogicalType{Value: l}, thrift.New(old)
	}
	switch c.Kind {
	case Text, Unique:
		logical(&format.StringType{}, deprecated.UTF8)
	case Decimal:
		logical(&format.DecimalType{Scale: scale, Precision: digits}, deprecated.Decimal)
		e.Scale, e.Precision = thrift.New[int32](scale), thrift.New[int32](digits)
	case Day:
		logical(&format.DateType{}, deprecated.Date)
	case Time:
		logical(&format.TimestampType{IsAdjustedToUTC: true, Unit: format.TimeUnit{Value: &format.MicroSeconds{}}}, deprecated.TimestampMicros)
	case List:
		return listSchema(c.Name)
	}
	return []format.SchemaElement{e}
}

// listSchema is a list as the format has it: a group with a repeated group with the elements.
func listSchema(name string) []format.SchemaElement {
	return []format.SchemaElement{
		{Name: name, RepetitionType: thrift.New(format.Required), NumChildren: thrift.New[int32](1),
			LogicalType: format.LogicalType{Value: &format.ListType{}}, ConvertedType: thrift.New(deprecated.List)},
		{Name: "list", RepetitionType: thrift.New(format.Repeated), NumChildren: thrift.New[int32](1)},
		{Name: "element", RepetitionType: thrift.New(format.Required), Type: thrift.New(format.ByteArray),
			LogicalType: format.LogicalType{Value: &format.StringType{}}, ConvertedType: thrift.New(deprecated.UTF8)}}
}

func (c Column) path() []string {
	if c.Kind == List {
		return []string{c.Name, "list", "element"}
	}
	return []string{c.Name}
}

func (c Column) physical() format.Type {
	switch c.Kind {
	case Text, Unique, List:
		return format.ByteArray
	case Day:
		return format.Int32
	case Bool:
		return format.Boolean
	}
	return format.Int64
}

// chunk is what a column holds of a row group that is not written yet.
type chunk struct {
	Column
	defined  []byte // by value: 1, or 0 for null and for an empty list
	repeated []byte // by value: 1 for an element behind the first of its list; only of List
	plain    []byte // values as Parquet's encoding PLAIN has them; of a dictionary its words
	words    map[string]int32
	indexes  []int32 // of values in the dictionary
	bits     int     // of booleans that are written
}

func newChunk(c Column) *chunk { return &chunk{Column: c, words: map[string]int32{}} }

// reset empties the chunk and keeps its memory.
func (c *chunk) reset() {
	c.defined, c.repeated, c.plain, c.indexes, c.bits = c.defined[:0], c.repeated[:0], c.plain[:0], c.indexes[:0], 0
	clear(c.words)
}

// byDictionary reports whether values are written as places in a dictionary.
func (c *chunk) byDictionary() bool { return c.Kind == Text || c.Kind == List }

func (c *chunk) null() { c.defined = append(c.defined, 0) }

func (c *chunk) text(s string) {
	c.defined = append(c.defined, 1)
	if !c.byDictionary() {
		c.word(s)
		return
	}
	n, ok := c.words[s]
	if !ok {
		n = int32(len(c.words))
		c.words[s] = n
		c.word(s)
	}
	c.indexes = append(c.indexes, n)
}

func (c *chunk) word(s string) {
	c.plain = append(binary.LittleEndian.AppendUint32(c.plain, uint32(len(s))), s...)
}

func (c *chunk) list(of []string) {
	if len(of) == 0 {
		c.null()
		c.repeated = append(c.repeated, 0)
		return
	}
	for i, s := range of {
		c.text(s)
		c.repeated = append(c.repeated, byte(min(i, 1)))
	}
}

func (c *chunk) int64(n int64) {
	c.defined = append(c.defined, 1)
	c.plain = binary.LittleEndian.AppendUint64(c.plain, uint64(n))
}

func (c *chunk) int32(n int32) {
	c.defined = append(c.defined, 1)
	c.plain = binary.LittleEndian.AppendUint32(c.plain, uint32(n))
}

// bool appends one bit, the lowest first.
func (c *chunk) bool(is bool) {
	c.defined = append(c.defined, 1)
	if c.bits%8 == 0 {
		c.plain = append(c.plain, 0)
	}
	if is {
		c.plain[len(c.plain)-1] |= 1 << (c.bits % 8)
	}
	c.bits++
}
