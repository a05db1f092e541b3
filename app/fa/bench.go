package fa

// What `bench train --peer` says of one row and of what is missing.
var (
	BenchPeerOurs = Sentence{
		"آموزش {%s}، دسته‌های %s گفته‌ای: %s قاب در ثانیه، %s میلی‌ثانیه در گام، حافظه %s مگابایت (بیشینه %s)",
		"training %s, batches of %s utterances: %s frames/s, %s ms a step, memory %s MB (peak %s)",
	}
	BenchPeerTheirs = Sentence{
		"  همان با %s (%s، %s ریسه): %s قاب در ثانیه، حافظه %s مگابایت؛ نسبت %s، به ازای زمان پردازنده %s",
		"  the same in %s (%s, %s threads): %s frames/s, memory %s MB; ratio %s, by processor time %s",
	}
	BenchPeerProducts = Sentence{
		"  ضرب ماتریس‌ها: %s درصد از زمان هسته‌ها، %s میلیارد عمل در ثانیه برای هر هسته، %s درصد از بیشینه (خود ما %s)",
		"  matrix products: %s % of the cores' time, %s GFLOP/s a core, %s % of the peak (ours alone %s)",
	}
	BenchPeerBLAS = Sentence{
		"  بیشینهٔ %s: یک هسته %s و دو هسته %s میلیارد عمل در ثانیه",
		"  peak of %s: %s GFLOP/s on one core, %s on two",
	}
	BenchNoTorch = Sentence{
		"{PyTorch} پیدا نشد، پس تنها آموزش خود ما سنجیده شد؛ در دبیان: {apt install python3-torch}",
		"PyTorch was not found, so only our own training was measured; on Debian: apt install python3-torch",
	}
)
