package replyfile

import "io"

// aheadBlock is how much is read at once, and aheadBlocks how many blocks there are.
const (
	aheadBlock  = 256 << 10
	aheadBlocks = 3
)

// aheadReader gives what a goroutine reads.
type aheadReader struct {
	from  io.ReadCloser
	free  chan []byte // blocks to be read into
	read  chan block
	block []byte // of which left is not given yet
	left  []byte
	err   error // behind left
	ended chan struct{}
}

// block is what one Read gave.
type block struct {
	bytes []byte
	err   error
}

// Ahead reads beside whoever takes the bytes: to open, unpack and hash a long reply takes about as long as to read its rows.
// Closing it closes r.
func Ahead(r io.ReadCloser) io.ReadCloser {
	a := &aheadReader{from: r, free: make(chan []byte, aheadBlocks), read: make(chan block, aheadBlocks), ended: make(chan struct{})}
	for range aheadBlocks {
		a.free <- make([]byte, aheadBlock)
	}
	go a.fill()
	return a
}

func (a *aheadReader) fill() {
	defer close(a.ended)
	for b := range a.free {
		n, err := a.from.Read(b)
		a.read <- block{b[:n], err}
		if err != nil {
			return
		}
	}
}

// Read gives what was read, and the error where the reading met it.
func (a *aheadReader) Read(p []byte) (int, error) {
	for len(a.left) == 0 {
		if a.err != nil {
			return 0, a.err
		}
		if a.block != nil {
			a.free <- a.block[:aheadBlock]
		}
		next := <-a.read
		a.block, a.left, a.err = next.bytes, next.bytes, next.err
	}
	n := copy(p, a.left)
	a.left = a.left[n:]
	return n, nil
}

// Close ends the reading and waits for it.
func (a *aheadReader) Close() error {
	close(a.free)
	<-a.ended
	return a.from.Close()
}
