package parquet

import (
	"encoding/binary"
	"math/bits"

	"github.com/parquet-go/parquet-go/encoding/rle"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// flush writes the rows so far as a row group.
func (p *Writer) flush() {
	g := format.RowGroup{NumRows: int64(p.rows), FileOffset: p.offset, Ordinal: int16(len(p.groups))}
	for _, c := range p.chunks {
		meta := p.chunk(c)
		g.Columns = append(g.Columns, format.ColumnChunk{MetaData: meta})
		g.TotalByteSize += meta.TotalUncompressedSize
		g.TotalCompressedSize += meta.TotalCompressedSize
		c.reset()
	}
	p.groups = append(p.groups, g)
	p.total += int64(p.rows)
	p.rows = 0
}

// chunk writes a column of a row group: its dictionary, if it has one, and its values.
func (p *Writer) chunk(c *chunk) format.ColumnMetaData {
	meta := format.ColumnMetaData{Type: c.physical(), PathInSchema: c.path(), Codec: format.Zstd, NumValues: int64(len(c.defined)),
		Encoding: []format.Encoding{format.RLE, format.Plain}}
	values, encoding := c.plain, format.Plain
	if c.byDictionary() {
		meta.Encoding = append(meta.Encoding, format.RLEDictionary)
		meta.DictionaryPageOffset = p.offset
		head := format.PageHeader{Type: format.DictionaryPage, DictionaryPageHeader: thrift.New(format.DictionaryPageHeader{
			NumValues: int32(len(c.words)), Encoding: format.Plain})}
		p.writePage(&meta, head, c.plain)
		values, encoding = p.places(c), format.RLEDictionary
	}
	for _, defined := range c.defined {
		meta.Statistics.NullCount += int64(1 - defined)
	}
	meta.DataPageOffset = p.offset
	p.page = p.page[:0]
	if c.Kind == List {
		p.levels(c.repeated)
	}
	p.levels(c.defined)
	p.page = append(p.page, values...)
	p.writePage(&meta, format.PageHeader{Type: format.DataPage, DataPageHeader: thrift.New(format.DataPageHeader{NumValues: int32(len(c.defined)),
		Encoding: encoding, DefinitionLevelEncoding: format.RLE, RepetitionLevelEncoding: format.RLE})}, p.page)
	return meta
}

// places are the values of a column as places in its dictionary, behind the number of bits of one.
func (p *Writer) places(c *chunk) []byte {
	width := bits.Len(uint(max(len(c.words)-1, 0)))
	if width == 0 {
		width = 1 // some readers take no width of nothing
	}
	b, err := (&rle.Encoding{BitWidth: width}).EncodeInt32(nil, c.indexes)
	if p.err == nil {
		p.err = err
	}
	return append([]byte{byte(width)}, b...)
}

// levels appends levels of 0 and 1 to the page, behind their length in bytes.
func (p *Writer) levels(of []byte) {
	b, err := (&rle.Encoding{BitWidth: 1}).EncodeLevels(nil, of)
	if p.err == nil {
		p.err = err
	}
	p.page = append(binary.LittleEndian.AppendUint32(p.page, uint32(len(b))), b...)
}

// writePage compresses and writes a page, and counts it in its column.
func (p *Writer) writePage(meta *format.ColumnMetaData, head format.PageHeader, page []byte) {
	p.packed = p.z.EncodeAll(page, p.packed[:0])
	head.UncompressedPageSize, head.CompressedPageSize = int32(len(page)), int32(len(p.packed))
	b, err := thrift.Marshal(&thrift.CompactProtocol{}, &head)
	if p.err == nil {
		p.err = err
	}
	p.write(b)
	p.write(p.packed)
	meta.TotalUncompressedSize += int64(len(b) + len(page))
	meta.TotalCompressedSize += int64(len(b) + len(p.packed))
}
