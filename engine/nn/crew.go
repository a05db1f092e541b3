package nn

import (
	"sync"

	"avagar/engine/gemm"
)

// worker is what one goroutine computes with.
type worker[T Float] struct {
	multiply func(transA, transB bool, m, n, k int, a []T, lda int, b []T, ldb int, accumulate bool, c []T, ldc int)
	// product is C = op(A) B with a B that was laid out before.
	product func(transA bool, m int, a []T, lda int, b *operand[T], c []T, ldc int)
}

func newWorker[T Float]() *worker[T] {
	w := new(worker[T])
	switch p := any(w).(type) {
	case *worker[float32]:
		space := new(gemm.Workspace)
		p.multiply = space.Sgemm
		p.product = func(transA bool, m int, a []float32, lda int, b *operand[float32], c []float32, ldc int) {
			space.SgemmPacked(transA, m, a, lda, &b.packed, false, c, ldc)
		}
	case *worker[float64]:
		p.multiply = gemm.Dgemm
		p.product = func(transA bool, m int, a []float64, lda int, b *operand[float64], c []float64, ldc int) {
			gemm.Dgemm(transA, false, m, b.n, b.k, a, lda, b.plain, b.n, false, c, ldc)
		}
	}
	return w
}

// operand is the right side [k][n] of products, laid out once for many of them.
type operand[T Float] struct {
	n, k   int
	packed gemm.Packed // single precision
	plain  []T         // double precision, [k][n]
}

func (o *operand[T]) shape(n, k int) {
	o.n, o.k = n, k
	if dtype[T]() == single {
		o.packed.Shape(n, k)
	} else if cap(o.plain) < n*k {
		o.plain = make([]T, n*k)
	} else {
		o.plain = o.plain[:n*k]
	}
}

// setRows sets rows [from, from+rows) from b [rows][n], or with trans [n][rows].
func (o *operand[T]) setRows(from, rows int, trans bool, b []T, ldb int) {
	if b, ok := any(b).([]float32); ok {
		o.packed.SetRows(from, rows, trans, b, ldb)
		return
	}
	row, column := ldb, 1
	if trans {
		row, column = 1, ldb
	}
	for l := range rows {
		for j := range o.n {
			o.plain[(from+l)*o.n+j] = b[l*row+j*column]
		}
	}
}

func (o *operand[T]) set(n, k int, trans bool, b []T, ldb int) {
	o.shape(n, k)
	o.setRows(0, k, trans, b, ldb)
}

// crew lets goroutines that have nothing to do take parts of what others do.
// Parts write to different memory, so who takes which changes no bit.
type crew[T Float] struct {
	mu      sync.Mutex
	posted  sync.Cond // a job has parts to take, or nobody works any more
	done    sync.Cond // parts that were taken are done
	jobs    []*job[T]
	working int // graphs that still run
	idle    int
}

// job is what one graph does at present.
type job[T Float] struct {
	do          func(part int, w *worker[T])
	next, parts int
	taken       int // by others, not yet done
	failure     any // of a panic in a part
}

func newCrew[T Float](jobs int) *crew[T] {
	c := new(crew[T])
	c.posted.L, c.done.L = &c.mu, &c.mu
	for range jobs {
		c.jobs = append(c.jobs, new(job[T]))
	}
	return c
}

// share does all parts of a job of graph i, with the help of whoever is idle.
func (c *crew[T]) share(i, parts int, own *worker[T], do func(part int, w *worker[T])) {
	j := c.jobs[i]
	c.mu.Lock()
	j.do, j.next, j.parts, j.failure = do, 0, parts, nil
	if c.idle > 0 {
		c.posted.Broadcast()
	}
	for j.next < j.parts {
		c.take(j, own)
	}
	for j.taken > 0 {
		c.done.Wait()
	}
	failure := j.failure
	c.mu.Unlock()
	if failure != nil {
		panic(failure)
	}
}

// take does the next part of a job; the lock is held before and after.
func (c *crew[T]) take(j *job[T], w *worker[T]) {
	part, do := j.next, j.do
	j.next++
	c.mu.Unlock()
	failure := try(func() { do(part, w) })
	c.mu.Lock()
	if failure != nil {
		j.failure, j.next = failure, j.parts
	}
}

func try(do func()) (failure any) {
	defer func() { failure = recover() }()
	do()
	return nil
}

// begin says how many graphs are about to run.
func (c *crew[T]) begin(graphs int) {
	c.mu.Lock()
	c.working = graphs
	c.mu.Unlock()
}

// end says that one of them has ended.
func (c *crew[T]) end() {
	c.mu.Lock()
	if c.working--; c.working == 0 {
		c.posted.Broadcast()
	}
	c.mu.Unlock()
}

// help takes parts of the others' jobs until no graph runs any more.
func (c *crew[T]) help(w *worker[T]) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for c.working > 0 {
		j := c.open()
		if j == nil {
			c.idle++
			c.posted.Wait()
			c.idle--
			continue
		}
		j.taken++
		c.take(j, w)
		if j.taken--; j.taken == 0 {
			c.done.Broadcast()
		}
	}
}

// open returns the job with the most parts to take, nil where there is none.
func (c *crew[T]) open() *job[T] {
	var best *job[T]
	for _, j := range c.jobs {
		if left := j.parts - j.next; left > 0 && (best == nil || left > best.parts-best.next) {
			best = j
		}
	}
	return best
}
