/**
 * Text of strangers, whose type is `Foreign`, is shown through `Plain`, `Said`, `Name` or `Prose`, and goes into an
 * attribute through `visible`: wherever it comes from, and whatever it is put together with.
 */

/** What shows it as it is, without harm. */
const SHOWS = new Set(['Plain', 'Said', 'Name', 'Prose']);
/** Attributes that are read, and not only followed. */
const READ = new Set(['title', 'alt', 'placeholder', 'aria-label', 'aria-description', 'aria-valuetext']);
/** Makes it harmless. */
const HARMLESS = new Set(['visible']);

export const foreignText = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      shown: 'Text of strangers is shown through Plain, Said, Name or Prose.',
      attribute: 'Text of strangers goes into an attribute through visible().',
    },
  },
  create(context) {
    const services = context.sourceCode.parserServices;
    const checker = services.program.getTypeChecker();

    const isForeignType = (type) =>
      type.isUnion()
        ? type.types.some(isForeignType)
        : checker.getPropertyOfType(type, '__foreign') !== undefined;
    const isForeign = (node) => isForeignType(services.getTypeAtLocation(node));

    /** Whether text of strangers may come out of an expression. */
    function holds(node) {
      switch (node.type) {
        case 'ConditionalExpression':
          return holds(node.consequent) || holds(node.alternate);
        case 'LogicalExpression':
        case 'BinaryExpression':
          return (node.operator !== '&&' && holds(node.left)) || holds(node.right);
        case 'TemplateLiteral':
          return node.expressions.some(holds);
        case 'CallExpression':
          return !isHarmless(node) && (isForeign(node) || isMadeOf(node));
        default:
          return isForeign(node);
      }
    }
    const isHarmless = ({ callee }) => callee.type === 'Identifier' && HARMLESS.has(callee.name);
    /** A part of it, or words of ours around it. */
    function isMadeOf({ callee, arguments: given }) {
      if (callee.type !== 'MemberExpression' || !isText(callee)) return false;
      return holds(callee.object) || (rootOf(callee).name === 't' && given.some(holds));
    }
    const isText = (callee) =>
      services
        .getTypeAtLocation(callee)
        .getCallSignatures()
        .some((signature) => checker.typeToString(signature.getReturnType()) === 'string');
    const rootOf = (node) => (node.type === 'MemberExpression' ? rootOf(node.object) : node);

    return {
      'JSXElement > JSXExpressionContainer, JSXFragment > JSXExpressionContainer'(node) {
        const around = node.parent.openingElement?.name.name;
        if (node.expression.type === 'JSXEmptyExpression' || SHOWS.has(around)) return;
        if (holds(node.expression)) context.report({ node, messageId: 'shown' });
      },
      JSXAttribute(node) {
        const isOfPage = /^[a-z]/.test(node.parent.name.name ?? '');
        if (!isOfPage || !READ.has(node.name.name) || node.value?.type !== 'JSXExpressionContainer') return;
        if (holds(node.value.expression)) context.report({ node, messageId: 'attribute' });
      },
    };
  },
};
