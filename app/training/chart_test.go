package training

import (
	"flag"
	"image"
	"image/color"
	"image/png"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"avagar/engine/train"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

// example is a run of the given steps that is evaluated every tenth of them, and
// overfits from the middle on.
func example(steps int) Detail {
	d := Detail{Summary: train.Summary{
		ID: "speaker-1", State: train.StateDone, Step: steps, Steps: steps, Utterances: 98, Minutes: 7.1,
	}}
	r := rand.New(rand.NewPCG(1, 2))
	for i := 1; i <= steps; i++ {
		done := float64(i) / float64(steps)
		loss := 0.3 + 2*math.Exp(-12*done)
		d.Metrics = append(d.Metrics, train.Metric{Step: i, Frames: loss * math.Exp(0.1*r.NormFloat64())})
		if i%max(steps/10, 1) == 0 {
			phones := 0.1 + 0.8*math.Exp(-4*done)
			d.Metrics = append(d.Metrics, train.Metric{
				Step: i, HeldOut: true, Frames: loss + 0.05 + max(done-0.5, 0)/4, DistortionDB: 5 + 3*math.Exp(-4*done), PhoneErrors: &phones,
			})
		}
	}
	return d
}

// count is how many pixels of a picture have just this colour.
func count(img image.Image, colour color.RGBA) int {
	n := 0
	for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y++ {
		for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x++ {
			if color.RGBAModel.Convert(img.At(x, y)) == colour {
				n++
			}
		}
	}
	return n
}

var seriesColours = map[string]color.RGBA{
	"raw": colourRaw, "training": colourTraining, "held out": colourHeldOut, "phone errors": colourPhones, "distortion": colourDistortion,
}

func TestChartShowsEverySeriesThatWasMeasured(t *testing.T) {
	img := Chart(example(300), 1000, 425)
	if img.Bounds() != image.Rect(0, 0, 1000, 425) {
		t.Errorf("the picture is %v", img.Bounds())
	}
	for name, colour := range seriesColours {
		if n := count(img, colour); n < 100 {
			t.Errorf("%s: %d pixels", name, n)
		}
	}
	if share := float64(count(img, color.RGBA{255, 255, 255, 255})) / (1000 * 425); share < 0.8 {
		t.Errorf("only %.2f of the picture is white", share)
	}
}

func TestChartWithoutEvaluationsShowsTrainingAlone(t *testing.T) {
	d := example(300)
	d.Metrics = slices.DeleteFunc(d.Metrics, func(m train.Metric) bool { return m.HeldOut })
	img := Chart(d, 1000, 425)
	for name, colour := range seriesColours {
		want := name == "raw" || name == "training"
		if n := count(img, colour); want != (n > 0) {
			t.Errorf("%s: %d pixels", name, n)
		}
	}
}

// extent is the box around the pixels of a colour in the left panel, beneath
// its legend.
func extent(img image.Image, colour color.RGBA) image.Rectangle {
	var out image.Rectangle
	size := img.Bounds().Size()
	for y := size.Y / 5; y < size.Y; y++ {
		for x := 0; x < size.X*56/100; x++ {
			if color.RGBAModel.Convert(img.At(x, y)) == colour {
				out = out.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return out
}

func TestChartDrawsAFallingLossFromTheTopLeftToTheBottomRight(t *testing.T) {
	var d Detail
	for i := range 101 {
		d.Metrics = append(d.Metrics, train.Metric{Step: i, Frames: 2 - float64(i)/100})
	}
	img := Chart(d, 2000, 850)
	box := extent(img, colourTraining)
	if box.Dx() < 800 || box.Dy() < 400 {
		t.Fatalf("the line takes %v", box)
	}
	previous := 0
	for x := box.Min.X + 5; x < box.Max.X-5; x += 10 {
		y := box.Min.Y
		for y < box.Max.Y && color.RGBAModel.Convert(img.At(x, y)) != colourTraining {
			y++
		}
		if y <= previous || y == box.Max.Y {
			t.Fatalf("at column %d the line is at row %d, after %d", x, y, previous)
		}
		previous = y
	}
}

func TestChartMarksTheStepTheRunCallsBest(t *testing.T) {
	d := example(100)
	ring := func(best int) image.Rectangle {
		d.BestStep = best
		return extent(Chart(d, 1000, 425), colourInk)
	}
	early, late := ring(20), ring(80)
	if early.Empty() || late.Empty() {
		t.Fatal("no ring")
	}
	if early.Max.X >= late.Min.X {
		t.Errorf("the ring of step 20 is at %v, that of step 80 at %v", early, late)
	}
	if named, lowest := ring(50), ring(0); named != lowest {
		t.Errorf("without a best step the ring is at %v, not at the lowest loss, %v", lowest, named)
	}
}

func TestChartTakesWhateverWasMeasured(t *testing.T) {
	errors := []float64{math.NaN(), math.Inf(1), 1e308, -1}
	metric := func(step int, v float64) []train.Metric {
		return []train.Metric{
			{Step: step, Frames: v},
			{Step: step, HeldOut: true, Frames: v, DistortionDB: v, PhoneErrors: &v},
		}
	}
	cases := map[string][]train.Metric{
		"nothing":     nil,
		"zeros":       make([]train.Metric, 3),
		"one":         metric(1, 0.5),
		"two":         append(metric(1, 0.5), metric(2, 0.4)...),
		"equal":       append(metric(1, 0.5), metric(1, 0.5)...),
		"back":        append(metric(9, 0.5), metric(2, 0.4)...),
		"below zero":  append(metric(-5, -3), metric(-2, 4)...),
		"far":         append(metric(math.MinInt, 1e-300), metric(math.MaxInt, 1e99)...),
		"all decades": append(metric(1, 1e-99), metric(2, 1e99)...),
		"smallest":    append(metric(1, 5e-324), metric(2, 1e-320)...),
		"close":       append(metric(1, 1), metric(2, math.Nextafter(1, 2))...),
	}
	for i, v := range errors {
		cases["odd "+string(rune('a'+i))] = slices.Concat(metric(1, v), metric(2, 0.5), metric(3, v), metric(4, 0.4))
		cases["only odd "+string(rune('a'+i))] = metric(1, v)
	}
	for name, metrics := range cases {
		for _, size := range []image.Point{{700, 300}, {160, 120}, {40, 400}, {1, 1}, {0, -7}} {
			img := Chart(Detail{Metrics: metrics}, size.X, size.Y)
			if got, want := img.Bounds().Size(), image.Pt(max(size.X, 1), max(size.Y, 1)); got != want {
				t.Errorf("%s: the picture is %v, not %v", name, got, want)
			}
		}
	}
}

func TestChartLeavesOutWhatIsNotFinite(t *testing.T) {
	d, odd := example(100), example(100)
	for i, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		odd.Metrics = slices.Insert(odd.Metrics, 10+i,
			train.Metric{Step: 10, Frames: v}, train.Metric{Step: 10, HeldOut: true, Frames: v, DistortionDB: v, PhoneErrors: &v})
	}
	odd.Minutes, d.Minutes = math.Inf(1), math.NaN()
	if !slices.Equal(Chart(d, 500, 220).(*image.RGBA).Pix, Chart(odd, 500, 220).(*image.RGBA).Pix) {
		t.Error("values that are not finite change the picture")
	}
}

func TestColumnsKeepTheExtremesOfAMillionPoints(t *testing.T) {
	points := make([]point, 1_000_000)
	for i := range points {
		points[i] = point{float64(i), 0.5}
	}
	points[123_456].y, points[765_432].y = 0, 1
	area := image.Rect(10, 20, 410, 120)
	cols := columns(points, scale{lo: 0, hi: 999_999}, scale{lo: 0, hi: 1}, area)
	if len(cols) > area.Dx()+1 {
		t.Fatalf("%d columns", len(cols))
	}
	total, top, under := 0, math.Inf(1), math.Inf(-1)
	for i, c := range cols {
		total, top, under = total+c.n, min(top, c.top), max(under, c.under)
		if i > 0 && c.x <= cols[i-1].x {
			t.Fatalf("column %d is at %g, after %g", i, c.x, cols[i-1].x)
		}
		if math.Abs(c.y-70) > 0.1 {
			t.Errorf("column %d has the mean %g", i, c.y)
		}
	}
	if total != len(points) || top != 20 || under != 120 {
		t.Errorf("%d points from %g to %g", total, top, under)
	}
	if n := len(outline(cols)); n > 2*len(cols) {
		t.Errorf("%d corners", n)
	}
}

func TestRunningMeanStartsAndStaysWithTheLine(t *testing.T) {
	cols := make([]column, 400)
	for i := range cols {
		cols[i] = column{n: 1, x: float64(i), y: 3 * float64(i)}
		if i%2 == 1 {
			cols[i].y += 100
		}
	}
	line := runningMean(cols)
	if line[0].y != 0 {
		t.Errorf("it begins at %g", line[0].y)
	}
	for i := 20; i < 380; i++ {
		if off := line[i].y - (3*float64(i) + 50); math.Abs(off) > 5 {
			t.Errorf("at %d it is %g off", i, off)
		}
	}
}

func TestScaleRisesWithItsValues(t *testing.T) {
	for _, s := range []scale{{lo: -3, hi: 7}, {lo: 0.01, hi: 500, log: true}} {
		previous := -1.0
		for i := range 101 {
			v := s.lo + (s.hi-s.lo)*float64(i)/100
			if at := s.at(v); at <= previous || at > 1 {
				t.Errorf("%v: %g is at %g, after %g", s, v, at, previous)
			} else {
				previous = at
			}
		}
		if s.at(s.lo) != 0 || s.at(s.hi) != 1 || s.at(-10) != 0 {
			t.Errorf("%v: the ends are at %g and %g", s, s.at(s.lo), s.at(s.hi))
		}
	}
}

func TestTicksAreRoundValues(t *testing.T) {
	cases := []struct {
		s    scale
		most int
		want string
	}{
		{scale{lo: 0, hi: 600}, 8, "0 100 200 300 400 500 600"},
		{scale{lo: 0, hi: 48}, 5, "0 10 20 30 40"},
		{scale{lo: 5.91, hi: 7.55}.rounded(4), 4, "5 6 7 8"},
		{scale{lo: -0.4, hi: 0.3}, 4, "-0.4 -0.2 0.0 0.2"},
		{scale{lo: 0.3, hi: 6, log: true}, 8, "0.5 1 2 5"},
		{scale{lo: 0.22, hi: 1.1, log: true}, 8, "0.3 0.4 0.5 0.7 1"},
		{scale{lo: 0.22, hi: 1.1, log: true}, 3, "0.5 1"},
		{scale{lo: 1e-9, hi: 1e9, log: true}, 6, "1e-9 1e-5 0.1 1000 1e7"},
	}
	for _, c := range cases {
		if got := strings.Join(c.s.labels(c.s.ticks(c.most)), " "); got != c.want {
			t.Errorf("%v, at most %d: %s; want %s", c.s, c.most, got, c.want)
		}
	}
}

func TestStepsAreWrittenShort(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 600: "600", 4000: "4000", 12000: "12k", 529800: "529.8k", 1.5e6: "1.5M"} {
		if got := stepLabel(v); got != want {
			t.Errorf("%g: %s; want %s", v, got, want)
		}
	}
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -4000: "-4,000"} {
		if got := thousands(n); got != want {
			t.Errorf("%d: %s; want %s", n, got, want)
		}
	}
}

func TestTitleLeavesOutLettersTheTypefaceLacks(t *testing.T) {
	c := newCanvas(400, 200)
	for id, want := range map[string]string{
		"speaker-1": "speaker-1", "صدای-من-12": "…-12", "صدا": "Training run", "": "Training run", "a\x00\xffb": "a…b",
	} {
		if got := title(c, Detail{Summary: train.Summary{ID: id}}); got != want {
			t.Errorf("%q: %q; want %q", id, got, want)
		}
	}
	long := fitted(c.regular, strings.Repeat("wide ", 100), 150)
	if c.width(long, false) > 150 || !strings.HasSuffix(long, "…") {
		t.Errorf("%q is %d pixels wide", long, c.width(long, false))
	}
}

func TestWriteChartStoresAPNG(t *testing.T) {
	path := filepath.Join(t.TempDir(), "chart.png")
	if err := os.WriteFile(path, []byte("older"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := WriteChart(path, example(50)); err != nil {
		t.Fatal(err)
	}
	img := readPNG(t, path)
	if img.Bounds() != image.Rect(0, 0, chartWidth, chartHeight) || count(img, colourHeldOut) == 0 {
		t.Errorf("the picture read back is %v", img.Bounds())
	}
	if err := WriteChart(filepath.Join(path, "under-a-file.png"), example(5)); err == nil {
		t.Error("no error where there is no folder")
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("%d files are left", len(left))
	}
}

func readPNG(t *testing.T, path string) image.Image {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// Anti-aliasing may differ a little from machine to machine.
const mostOff = 0.002 // share of the samples that may be off by more than 8 of 255

func TestChartLooksAsItDid(t *testing.T) {
	path := filepath.Join("testdata", "chart.png")
	got := Chart(example(200), 520, 230).(*image.RGBA)
	if *update {
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(f, got); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	want := readPNG(t, path)
	if want.Bounds() != got.Bounds() {
		t.Fatalf("the picture is %v, not %v", got.Bounds(), want.Bounds())
	}
	off, n := 0, 0
	for y := range got.Bounds().Dy() {
		for x := range got.Bounds().Dx() {
			a, b := got.RGBAAt(x, y), color.RGBAModel.Convert(want.At(x, y)).(color.RGBA)
			for _, d := range []int{int(a.R) - int(b.R), int(a.G) - int(b.G), int(a.B) - int(b.B)} {
				n++
				if d > 8 || d < -8 {
					off++
				}
			}
		}
	}
	if share := float64(off) / float64(n); share > mostOff {
		t.Errorf("%.4f of the samples are off; look at the picture and run with -update", share)
	}
}

func BenchmarkChartOfAMillionSteps(b *testing.B) {
	d := example(1_000_000)
	for b.Loop() {
		Chart(d, chartWidth, chartHeight)
	}
}
