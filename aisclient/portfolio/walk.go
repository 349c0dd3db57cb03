package portfolio

import (
	"context"
	"runtime"
)

// ahead is how many results may wait for a slower one before them, for each that is being worked on.
const ahead = 2

// walk works on ids, as many at a time as there are processors, and takes the results in the order of the ids. It ends at
// the first error of take, or with its context: then whatever was taken is the beginning, without a gap.
func walk[T any](ctx context.Context, ids []string, work func(ctx context.Context, id string) T, take func(id string, of T) error) error {
	ctx, cancel := context.WithCancel(ctx)
	workers := min(runtime.NumCPU(), runtime.GOMAXPROCS(0))
	queue := make(chan chan T, workers*ahead)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		dispatch(ctx, ids, workers, queue, work)
	}()
	defer func() { cancel(); <-ended }() // nothing works on once walk has returned
	n := 0
	for result := range queue {
		of := <-result
		if err := ctx.Err(); err != nil {
			return err // the result may have been cut short
		}
		if err := take(ids[n], of); err != nil {
			return err
		}
		n++
	}
	return ctx.Err()
}

// dispatch starts the work on each id in order and closes the queue; it returns once all work has ended.
func dispatch[T any](ctx context.Context, ids []string, workers int, queue chan<- chan T, work func(context.Context, string) T) {
	slots := make(chan struct{}, workers)
	defer func() {
		close(queue)
		for range workers {
			slots <- struct{}{}
		}
	}()
	for _, id := range ids {
		result := make(chan T, 1)
		select {
		case queue <- result:
		case <-ctx.Done():
			return
		}
		slots <- struct{}{}
		go func() {
			defer func() { <-slots }()
			result <- work(ctx, id)
		}()
	}
}
