package io.saccade.trainer.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class HtmlTest {

  @Test
  void keepsTextsTexts() {
    String name = "<script>alert('1')</script>&\"";

    String page = new Html().leaf("b", name, "title", name).markup();

    String escaped = "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;";
    assertThat(page).isEqualTo("<b title=\"" + escaped + "\">" + escaped + "</b>");
  }

  @Test
  void showsWhatWouldDisturbOtherTextAsUnknown() {
    assertThat(new Html().text("a\u0000b\u001bc\u202Ed\uD800e\u2066").markup())
        .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFD");
  }

  @Test
  void leavesLettersOfEveryScriptAlone() {
    String names = "Blüte שלום 花 \uD83C\uDF38 नमस्ते";

    assertThat(new Html().text(names).markup()).isEqualTo(names);
  }

  @Test
  void refusesAPageThatIsNotClosed() {
    Html page = new Html().open("p");

    assertThatThrownBy(page::markup).isInstanceOf(IllegalStateException.class);
  }
}
