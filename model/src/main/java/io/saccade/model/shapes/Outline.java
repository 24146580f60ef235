package io.saccade.model.shapes;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** The outlines that shapes have, each drawn around a centre. */
enum Outline {
  CIRCLE,
  SQUARE,
  TRIANGLE,
  STAR;

  /** The outline with its corners at {@code radius} pixels from the centre, turned by an angle. */
  Shape around(double x, double y, double radius, double turn) {
    return switch (this) {
      case CIRCLE -> new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
      case SQUARE -> polygon(new double[] {1, 1, 1, 1}, new double[] {x, y, radius, turn});
      case TRIANGLE -> polygon(new double[] {1, 1, 1}, new double[] {x, y, radius, turn});
      case STAR ->
          polygon(
              new double[] {1, .5, 1, .5, 1, .5, 1, .5, 1, .5}, new double[] {x, y, radius, turn});
    };
  }

  private static Shape polygon(double[] radii, double[] place) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < radii.length; i++) {
      double angle = place[3] + 2 * Math.PI * i / radii.length;
      double x = place[0] + place[2] * radii[i] * Math.cos(angle);
      double y = place[1] + place[2] * radii[i] * Math.sin(angle);
      if (i == 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    path.closePath();
    return path;
  }
}
